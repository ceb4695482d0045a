import type { Language } from '../i18n/setup.js';

const zone = 'Asia/Ho_Chi_Minh';
const weekdays: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** The day (`YYYY-MM-DD`) an instant falls on in Vietnam, wherever this device believes to be. */
export function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
}

/** `dd/MM/yyyy` of a day. */
export function writeDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** Whole days from one day to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A day as people say it: "hôm nay", "hôm qua", "thứ Ba 05/03/2026". */
export function sayDay(day: string, language: Language, now: Date = new Date()): string {
  const distance = daysBetween(dayOf(now), day);
  const near: Readonly<Record<string, readonly [string, string]>> = {
    '-1': ['hôm qua', 'yesterday'],
    '0': ['hôm nay', 'today'],
    '1': ['ngày mai', 'tomorrow'],
  };
  const word = near[String(distance)]?.[language === 'vi' ? 0 : 1];
  if (word) return word;
  const weekday = weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weekday} ${writeDay(day)}`;
}

/** An instant as people say it: "hôm nay 14:30". */
export function sayInstant(instant: string, language: Language, now: Date = new Date()): string {
  const date = new Date(instant);
  return `${sayDay(dayOf(date), language, now)} ${clockOf(date)}`;
}

/** `HH:mm` in Vietnam. */
export function clockOf(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(date);
}

export interface TimeLeft {
  readonly overdue: boolean;
  readonly text: string;
}

/** A clock as time left: "còn 3 giờ", "quá hạn 2 ngày". Hours up to two days, then days; always rounded down. */
export function timeLeft(due: string, language: Language, now: Date = new Date()): TimeLeft {
  const minutes = (Date.parse(due) - now.getTime()) / 60_000;
  const overdue = minutes < 0;
  const away = Math.abs(minutes);
  const [count, vi, en] =
    away < 60
      ? [Math.floor(away), 'phút', 'minute']
      : away < 48 * 60
        ? [Math.floor(away / 60), 'giờ', 'hour']
        : [Math.floor(away / 1440), 'ngày', 'day'];
  if (language === 'vi') return { overdue, text: `${overdue ? 'quá hạn' : 'còn'} ${count} ${vi}` };
  const units = `${count} ${en}${count === 1 ? '' : 's'}`;
  return { overdue, text: overdue ? `${units} late` : `${units} left` };
}

/** A number as Vietnamese documents write it: `1.234,5`. */
export function writeNumber(value: number, language: Language, digits = 1): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value);
}
