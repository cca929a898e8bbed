/** A page taken apart as a browser does: what it shows, and its data. */
export function partsOf(html: string): { body: string; model: unknown; scripts: number } {
  const scripts = [...html.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)]
  const [data] = scripts
  return {
    body: html.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, ''),
    model: JSON.parse(data?.[1] ?? 'null'),
    scripts: scripts.length,
  }
}
