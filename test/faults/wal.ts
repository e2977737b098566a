const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Where each commit of a write-ahead log ends, in bytes, oldest first. A frame belongs to the log when it carries the header's
 * salts; it ends a commit when it tells the size of the file (https://www.sqlite.org/fileformat2.html#walformat).
 */
export const commitEnds = (log: Buffer): readonly number[] => {
  if (log.length < headerBytes) return [];
  const pageBytes = log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  const ends: number[] = [];
  for (let from = headerBytes; ;) {
    const end = from + frameHeaderBytes + pageBytes;
    if (end > log.length || !log.subarray(from + 8, from + 16).equals(salts)) return ends;
    if (log.readUInt32BE(from + 4) !== 0) ends.push(end);
    from = end;
  }
};
