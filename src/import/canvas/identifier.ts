/** What Canvas calls a page, as its head says. */
export const identifierOf = (html: string): string | undefined =>
  /<meta\s+name="identifier"\s+content="([^"]+)"/i.exec(html.slice(0, 4000))?.[1]
