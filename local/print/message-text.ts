// Base64 of text that begins with `<`: the provisioning document inside the SOAP reply.
const BASE64_XML = /\bP[DH][A-Za-z0-9+/]{80,}={0,2}/g;
const TOKEN = /\b(?:eyJ[\w-]{10,}\.[\w-]+\.[\w-]*|ZXlK[A-Za-z0-9+/=]{80,})/g;

/**
 * A message as `--verbose` shows it: XML and JSON one element a line, everything else as it is. Access tokens, in Base64
 * too, are replaced by their length; XML in Base64 is shown as XML.
 */
export function messageText(body: string): string {
  const withoutTokens = body.replace(TOKEN, (token) => `[token, ${token.length} characters]`);
  const text = withoutTokens.replace(BASE64_XML, (base64) => Buffer.from(base64, 'base64').toString('utf8')).trim();
  if (text.startsWith('{')) return indentJson(text);
  return /^<(\?xml|s:|[A-Z])/.test(text) ? indentXml(text) : text;
}

function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    // Shown as it came: it only looked like JSON.
    return text;
  }
}

function indentXml(text: string): string {
  let depth = 0;
  const lines = text.replace(/>\s*</g, '>\n<').split('\n');
  return lines
    .map((line) => {
      if (line.startsWith('</')) depth -= 1;
      const indented = `${'  '.repeat(Math.max(depth, 0))}${line}`;
      if (/^<[^/?!]/.test(line) && !/(\/>|<\/[^>]+>)$/.test(line)) depth += 1;
      return indented;
    })
    .join('\n');
}
