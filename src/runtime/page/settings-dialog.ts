import {openDialog} from './dialog.js'
import {button, h} from './dom.js'
import {keepSetting, type Setting, setting} from './settings.js'
import {openShortcuts} from './shortcuts.js'
import {t} from './words.js'

const choices: readonly (readonly [Setting, readonly string[]])[] = [
  ['theme', ['', 'light', 'dark', 'contrast']],
  ['size', ['small', '', 'large', 'larger']],
  ['spacing', ['', 'wide']],
  ['motion', ['', 'less']],
  ['shortcuts', ['', 'off']],
]

/** Text size, spacing, colours, motion and shortcuts. Each choice shows at once. */
export const openSettings = (): void => {
  openDialog(
    'settings',
    t('settings.title'),
    ...choices.map(([name, values]) => group(name, values)),
    h('p', {class: 'dialog-note'}, t('settings.kept')),
    h('p', {}, button(t('shortcuts.title'), openShortcuts, 'link-button')),
  )
}

const group = (name: Setting, values: readonly string[]): HTMLElement =>
  h(
    'fieldset',
    {class: 'setting'},
    h('legend', {}, t(`settings.${name}`)),
    h(
      'div',
      {class: 'segments'},
      ...values.map((value) => {
        const id = `setting-${name}-${value || 'usual'}`
        return h(
          'span',
          {class: 'segment'},
          h('input', {
            type: 'radio',
            name: `setting-${name}`,
            id,
            checked: setting(name) === value,
            onchange: () => keepSetting(name, value),
          }),
          h('label', {for: id}, t(`settings.${name}-${value || 'usual'}`)),
        )
      }),
    ),
  )
