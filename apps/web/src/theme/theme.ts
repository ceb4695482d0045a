import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep teal: the one accent. Index 7 on white and index 3 on the dark page both pass AA for text. */
const teal: MantineColorsTuple = [
  '#ecf6f4',
  '#d5eae7',
  '#a9d6d0',
  '#79c0b8',
  '#4fa69e',
  '#2f9088',
  '#1a7a72',
  '#0f6b64',
  '#0b5751',
  '#07433e',
];

/** Amber: urgency, never danger. */
const amber: MantineColorsTuple = [
  '#fff6e5',
  '#fdeac5',
  '#f9d58c',
  '#f3bd52',
  '#e9a52a',
  '#cf8a12',
  '#a86b07',
  '#855303',
  '#683f03',
  '#4a2c02',
];

/** Warm paper greys, so that long days of reading stay easy. */
const dark: MantineColorsTuple = [
  '#e6e5e1',
  '#c7c6c1',
  '#a9a8a3',
  '#8a8985',
  '#55565a',
  '#3a3c40',
  '#2b2d31',
  '#212327',
  '#191b1e',
  '#121416',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, amber, dark },
  fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: {
    fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' }, h2: { fontSize: '1.125rem', lineHeight: '1.4' } },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  defaultRadius: 'md',
  radius: { md: '10px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
  },
});
