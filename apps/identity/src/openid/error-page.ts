import type { KoaContextWithOIDC } from 'oidc-provider';

/** Shown when a sign-in cannot go on, as after the back button. Says nothing of the cause, which may quote the request. */
const page = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>An Tâm</title></head>
<body>
<main>
<h1>An Tâm</h1>
<p>Lần đăng nhập này không tiếp tục được. <a href="/">Mở lại An Tâm</a></p>
<p lang="en">This sign-in cannot go on. <a href="/">Open An Tâm again</a></p>
</main>
</body>
</html>
`;

export function renderOpenIdError(ctx: KoaContextWithOIDC): void {
  ctx.type = 'html';
  ctx.body = page;
}
