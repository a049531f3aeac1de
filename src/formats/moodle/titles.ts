/** Moodle up to 5.0 has room for so many characters in the name of an activity or a course (mod/page/db/install.xml). */
const longest = 255

/**
 * The name of a thing in Moodle, which takes a `<` with a word behind it for markup: it leaves that out of names of
 * activities (5.1, lib/classes/formatting.php, format_string), and refuses the whole restore for one in the name of the
 * course (backup/util/settings/base_setting.class.php:470, setting_invalid_text).
 */
export const moodleTitle = (title: string): string => {
  const shown = [...title.replace(/<(?=\S)/g, '‹')]
  return shown.length <= longest
    ? shown.join('')
    : `${shown
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}
