/** What services write where they have no id: zeros in any form (a number, a zero UUID), dashes, and words for nothing, in any brackets. */
const nothing =
  /^(?:[-+]?[0.\-_:\s]*|0x0+|-1|null|nil|none|nan|n\/?a|undefined|unknown|unset|empty|void|false|true|default|pending|tbd|todo|not[ _-]?(?:set|available|applicable|assigned)|string|object|object object|无|空|暂无|未知|未分配|没有)$/i;

/** Whether a text stands where an id is missing. Many things would share it, and be taken for one. */
export const isPlaceholderId = (text: string): boolean =>
  nothing.test(
    text
      .trim()
      .replaceAll(/^[<([{"'`]+|[>)\]}"'`]+$/g, '')
      .trim(),
  );
