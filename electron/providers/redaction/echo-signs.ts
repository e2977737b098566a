/** Units of a view, the end not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether a unit is a digit. */
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Whether a unit is a hexadecimal digit. */
export const isHex = (code: number): boolean => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);

/** Whether a unit is a letter or digit of ASCII. */
export const isLetter = (code: number): boolean =>
  isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a && code < 0x80);

/** Whether a unit may be in a key: visible ASCII. */
export const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f;

/** Whether a unit is one of ASCII that is seen and neither letter nor digit. */
export const isSign = (code: number): boolean => isVisible(code) && !isLetter(code);
