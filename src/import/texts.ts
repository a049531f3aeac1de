import {markdownOfMarkdown} from './html/markdown.js'
import {markdownOf, markdownOfWords} from './html/passage.js'
import type {PassageReader} from './html/reader.js'

/** A text as Markdown, by the name that Moodle gives its format; what has none is HTML. */
export const markdownIn = (format: string | undefined, text: string, reader: PassageReader): string => {
  switch (format) {
    case 'plain_text':
    case 'plain':
      return markdownOfWords(text)
    case 'markdown':
      return markdownOfMarkdown(text, reader)
    case 'moodle_auto_format':
    case 'moodle':
      // Moodle shows each line end as one (lib/weblib.php, text_to_html).
      return markdownOf(text.replace(/\r?\n/g, '<br>'), reader)
    default:
      return markdownOf(text, reader)
  }
}
