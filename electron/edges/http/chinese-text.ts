/** How Chinese text without a label is read, and whether another reading is as likely. */
export interface ChineseGuess {
  readonly encoding: 'gb18030' | 'big5';
  readonly isDoubtful: boolean;
}

/**
 * Tells Big5 from GBK by the bytes of text that both can be. Both put what is common first: GB 2312 its 3,755 common characters (rows B0 to D7, from
 * A1 on), Big5 its 5,401 (rows A4 to C6), and each sees the other's as rare ones, letters of other scripts, or what a user defines. Read rightly nearly
 * all is common. Where both readings are as common as each other, as of two or three characters, it is GBK, and doubtful.
 */
export const guessChinese = (bytes: Uint8Array): ChineseGuess => {
  let gbk = 0;
  let big5 = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    index += 1;
    const trail = bytes[index] ?? 0;
    if (isCommonGbk(lead, trail)) gbk += 1;
    if (isCommonBig5(lead, trail)) big5 += 1;
  }
  return { encoding: big5 > gbk ? 'big5' : 'gb18030', isDoubtful: big5 === gbk };
};

/** Punctuation of full width begins with A1 to A3 in both, which tells nothing. */
const isCommonGbk = (lead: number, trail: number): boolean => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1;

const isCommonBig5 = (lead: number, trail: number): boolean =>
  lead >= 0xa4 && lead <= 0xc6 && ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1);
