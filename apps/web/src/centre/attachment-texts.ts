import { defineTexts } from '../i18n/define-texts.js';

export const useAttachmentText = defineTexts('attachment', {
  title: ['Giấy tờ kèm theo', 'Documents'],
  none: ['Chưa có giấy tờ nào.', 'None yet.'],
  add: ['Thêm giấy tờ', 'Add a document'],
  warning: [
    'Không chụp giấy tờ tùy thân, khuôn mặt hay nơi bạn ấy ở. Chỉ giữ giấy tờ thật cần.',
    'No identity papers, no faces, no picture of where they live. Keep only what is really needed.',
  ],
  kind: ['Đây là giấy tờ gì?', 'What is it?'],
  choose: ['Chọn…', 'Choose…'],
  file: ['Tệp PDF, ảnh JPEG hoặc PNG, tối đa 10 MB', 'PDF, JPEG or PNG, at most 10 MB'],
  pick: ['Chụp hoặc chọn tệp', 'Take a picture or choose a file'],
  picked: ['Đã chọn một tệp, {{size}}', 'One file chosen, {{size}}'],
  save: ['Lưu vào hồ sơ', 'Keep in the file'],
  wrongType: ['Chỉ nhận PDF, ảnh JPEG hoặc PNG.', 'PDF, JPEG and PNG only.'],
  needFile: ['Cần chọn một tệp.', 'Choose a file.'],
  open: ['Mở', 'Open'],
  openWhich: ['Mở: {{what}}, {{day}}', 'Open: {{what}}, {{day}}'],
  remove: ['Xóa', 'Delete'],
  removeWhich: ['Xóa: {{what}}, {{day}}', 'Delete: {{what}}, {{day}}'],
  removeTitle: ['Xóa giấy tờ này?', 'Delete this document?'],
  removeWhat: ['Giấy tờ bị xóa khỏi hồ sơ và không lấy lại được.', 'It is taken out of the file, for good.'],
  about: ['{{day}}, {{who}}, {{size}}', '{{day}}, {{who}}, {{size}}'],
  setting: ['Cho phép thêm giấy tờ vào hồ sơ', 'Documents may be added to files'],
  settingHint: [
    'Mỗi giấy tờ giữ lại là thêm một điều có thể lộ. Chỉ bật khi công việc cần.',
    'Every document kept is one thing more that can leak. Allow them only where the work needs them.',
  ],
});
