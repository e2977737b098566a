import { describe, expect, it } from 'vitest';
import { warningText } from '../../../../electron/core/words/warning.ts';
import { speakIn, t } from '../../../../electron/core/words/words.ts';

/** A time that a round cannot believe leaves the last end that was known, of a rental that had one: its row says that reminders count from that. */
describe.each(['order.implausible', 'resource.implausible'] as const)('%s', (code) => {
  it.each([1, 3])('of %d says of reminders what the row of such a rental says', (count) => {
    speakIn(() => 'en');
    expect(warningText({ code, count })).toContain('last end that was known');
    expect(warningText({ code, count })).not.toContain('no reminder is planned');
    expect(t.note_no_longer_stated()).toContain('last one known');
    speakIn(() => 'zh-CN');
    expect(warningText({ code, count })).toContain('最后一次已知的到期时间');
    expect(warningText({ code, count })).not.toContain('不会据此提醒');
    expect(t.note_no_longer_stated()).toContain('最后一次已知');
    speakIn(() => 'en');
  });
});
