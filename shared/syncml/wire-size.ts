/** Bytes of a value on the wire at most: markup is escaped, `&` to five bytes, a quotation mark or a line end to six. */
export function wireSize(data: string): number {
  return Buffer.byteLength(data) + (data.match(/[<>&"'\t\r\n]/g)?.length ?? 0) * 5;
}
