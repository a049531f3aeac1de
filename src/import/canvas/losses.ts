import type {Unkept} from '../draft.js'

export type CanvasLoss = Omit<Unkept, 'file' | 'item'>

export const headerLost = (header: string, module: string): CanvasLoss => ({
  feature: 'module/header',
  kind: 'degraded',
  what: `The heading “${header}” within the module “${module}” is left out.`,
  why: 'A module is a list of items.',
  remedy: 'Make a module of its own of what stands below it.',
})

export const requirementsLost: CanvasLoss = {
  feature: 'module/requirements',
  kind: 'dropped',
  what: 'What completes each item of a module is left out.',
  why: 'A course says as a whole when it is completed.',
  remedy: 'Set “completion:” in course.yaml.',
}

export const datesLost: CanvasLoss = {
  feature: 'item/dates',
  kind: 'dropped',
  what: 'Dates are left out.',
  why: 'Dates are days after the start of the course, and the package does not say when it starts.',
  remedy: 'Set “opens:”, “due:” and “closes:” in course.yaml.',
}

export const submissionLost = (types: string): CanvasLoss => ({
  feature: 'assignment/submission',
  kind: 'approximated',
  what: `The assignment takes texts and files; it was handed in otherwise before (${types}).`,
  why: 'Assignments are handed in as texts, files or addresses.',
  remedy: 'Say in the text how it is handed in.',
})

export const rubricAsTable: CanvasLoss = {
  feature: 'assignment/rubric',
  kind: 'degraded',
  what: 'The rubric is a table in the text.',
  why: 'Its points are not those of the assignment, or a criterion has fewer than two levels.',
  remedy: 'Write it anew below “rubric:”, with points that add up.',
}

export const settingLost = (setting: string): CanvasLoss => ({
  feature: 'item/setting',
  kind: 'dropped',
  what: `A setting is left out: ${setting}.`,
  why: 'There is no such setting.',
  remedy: 'Set it in Canvas after the next import.',
})

export const announcementLost: CanvasLoss = {
  feature: 'course/announcement',
  kind: 'dropped',
  what: 'An announcement is left out.',
  why: 'News belongs to one term, not to the course.',
  remedy: 'Copy it into the announcements of the new course.',
}

export const syllabusLost: CanvasLoss = {
  feature: 'course/syllabus',
  kind: 'approximated',
  what: 'The syllabus became the page about the course.',
  why: 'A course has one page about itself.',
  remedy: 'Look whether dates and rooms in it are still right.',
}

export const fileLost = (name: string): CanvasLoss => ({
  feature: 'course/settings-file',
  kind: 'dropped',
  what: `${name} is left out.`,
  why: 'Nothing of ours stands for it.',
  remedy: 'Set it in Canvas after the next import.',
})
