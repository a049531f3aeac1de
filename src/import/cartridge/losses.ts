import type {Unkept} from '../draft.js'

type Loss = Omit<Unkept, 'file' | 'item'>

export const folderLost = (folder: string, module: string): Loss => ({
  feature: 'module/folder',
  kind: 'degraded',
  what: `The folder “${folder}” is gone; what it held stands in the module “${module}”.`,
  why: 'A module is a list of items.',
  remedy: 'Make a module of its own of them if they belong together.',
})

export const itemLost = (why: 'missing' | 'twice' | 'type', type: string): Loss => {
  switch (why) {
    case 'missing':
      return {
        feature: 'item/missing',
        kind: 'dropped',
        what: 'An entry of the contents is left out.',
        why: `The package does not hold what it shows (${type}).`,
        remedy: 'Export the course again, or add the item by hand.',
      }
    case 'twice':
      return {
        feature: 'item/twice',
        kind: 'dropped',
        what: 'A second entry for the same thing is left out.',
        why: 'An item stands in one place of the course.',
        remedy: 'Link to it from the second place.',
      }
    case 'type':
      return {
        feature: 'item/type',
        kind: 'dropped',
        what: `An item of the type “${type}” is left out.`,
        why: 'Nothing of ours stands for it.',
        remedy: 'Add it by hand, as a link or a file.',
      }
  }
}

export const brokenLost = (reason: string): Loss => ({
  feature: 'item/broken',
  kind: 'dropped',
  what: `The item is left out: ${reason}`,
  why: 'What cannot be read for sure is not guessed at.',
  remedy: 'Mend it where it came from, and export it again.',
})

export const emptyQuizLost: Loss = {
  feature: 'quiz/empty',
  kind: 'dropped',
  what: 'The quiz is left out: none of its questions could be kept.',
  why: 'A quiz asks something.',
  remedy: 'Write it anew.',
}

export const fileAsLesson: Loss = {
  feature: 'item/file',
  kind: 'approximated',
  what: 'The file stands in a lesson of its own, as a link.',
  why: 'A module holds lessons, quizzes and the like, and no bare files.',
  remedy: 'Link to it from the lesson that needs it.',
}

export const toolSecretLost: Loss = {
  feature: 'tool/secret',
  kind: 'dropped',
  what: 'The key and the secret of the tool are left out.',
  why: 'Secrets do not belong into a course.',
  remedy: 'Give them to the system that offers the tool.',
}

export const linkBroken: Loss = {
  feature: 'link/address',
  kind: 'dropped',
  what: 'A web link is left out.',
  why: 'Its address does not begin with http:// or https://.',
  remedy: 'Add it to links.yaml with its full address.',
}

export const instructorTextLost: Loss = {
  feature: 'assignment/instructor-text',
  kind: 'dropped',
  what: 'The text for teachers is left out.',
  why: 'An assignment has one text, for learners.',
  remedy: 'Put it into a lesson for teachers.',
}

export const welcomeLost: Loss = {
  feature: 'course/welcome',
  kind: 'approximated',
  what: 'The welcome page is made anew from the course; descriptions of modules are taken from it.',
  why: 'It says nothing that the course does not say.',
  remedy: 'None is needed.',
}

export const referencesLost: Loss = {
  feature: 'work/list',
  kind: 'dropped',
  what: 'The list of references is left out.',
  why: 'The package has it as text, not as data.',
  remedy: 'Add the works to bibliography.yaml.',
}

export const levelLost: Loss = {
  feature: 'text/page',
  kind: 'approximated',
  what: 'The page is not UTF-8; its letters were read as Windows-1252.',
  why: 'Nothing says what it is.',
  remedy: 'Look whether letters with accents are right.',
}
