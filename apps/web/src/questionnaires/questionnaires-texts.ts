import { defineTexts } from '../i18n/define-texts.js';

export const useQuestionnairesText = defineTexts('questionnaires', {
  place: ['Bộ câu hỏi', 'Questionnaire'],
  lead: [
    'Những câu hỏi về nhu cầu, giống nhau ở mọi trung tâm. Bản đã công bố không sửa được; câu trả lời cũ giữ bản của nó.',
    'What is asked about needs, the same in every centre. A published version is never changed; old answers keep theirs.',
  ],
  versions: ['Các bản đã công bố', 'Published versions'],
  version: ['Bản số {{version}}', 'Version {{version}}'],
  inUse: ['Đang dùng', 'In use'],
  shipped: ['có sẵn từ đầu', 'there from the start'],
  publishedOn: ['công bố {{when}}', 'published {{when}}'],
  draft: ['Soạn bản mới', 'Write a new version'],
  text: ['Nội dung, dạng YAML hoặc JSON', 'Text, YAML or JSON'],
  textHint: [
    'Bắt đầu từ bản đang dùng. Bạn cũng có thể chọn một tệp.',
    'Starts from the version in use. You can also choose a file.',
  ],
  file: ['Chọn tệp', 'Choose a file'],
  check: ['Kiểm tra và xem trước', 'Check and preview'],
  faults: ['Còn {{n}} chỗ cần sửa', '{{n}} places to correct'],
  faultLine: ['Dòng {{line}}', 'Line {{line}}'],
  preview: ['Xem trước', 'Preview'],
  previewHint: [
    'Đúng như người hỗ trợ sẽ thấy. Không câu trả lời nào được lưu.',
    'Exactly as a worker will see it. No answer is kept.',
  ],
  previewStart: ['Bắt đầu xem trước', 'Start the preview'],
  previewAgain: ['Xem lại từ đầu', 'Start again'],
  previewDone: ['Đã hết câu hỏi.', 'That was the last question.'],
  publish: ['Công bố bản số {{version}}', 'Publish version {{version}}'],
  publishTitle: ['Công bố bản số {{version}}?', 'Publish version {{version}}?'],
  publishWhat: [
    'Từ lúc này mọi trung tâm hỏi theo bản này. Bản đã công bố không sửa và không gỡ được; muốn đổi thì công bố bản tiếp theo.',
    'From now on every centre asks by it. It cannot be changed or taken back; a change is the next version.',
  ],
  published: ['Đã công bố bản số {{version}}.', 'Version {{version}} is published.'],
});
