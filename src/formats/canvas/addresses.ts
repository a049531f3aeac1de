import {webResources} from './context.js'

/**
 * The file of the package that a token of Canvas stands for.
 * Source: canvas-lms, app/models/importers/link_parser.rb and link_resolver.rb.
 */
export const addresses = (address: string): string | undefined => {
  const [, token = '', rest = ''] = /^\$([A-Z_-]+)\$\/(.*)$/s.exec(address) ?? []
  switch (token) {
    case 'IMS-CC-FILEBASE':
      return webResources + rest
    case 'WIKI_REFERENCE':
      return rest.replace(/^pages\/([^#]*)/, 'wiki_content/$1.html')
    case 'CANVAS_OBJECT_REFERENCE': {
      const [type = '', identifier = ''] = rest.split('/')
      return `${identifier}/${files[type] ?? ''}`
    }
    case 'CANVAS_COURSE_REFERENCE':
      return 'course_settings/module_meta.xml'
    default:
      return undefined
  }
}

const files: Readonly<Record<string, string>> = {
  quizzes: 'assessment_meta.xml',
  discussion_topics: 'topic.xml',
  assignments: 'assignment_settings.xml',
}
