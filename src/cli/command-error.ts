/** The command cannot be carried out as it was typed: one sentence for the person who typed it. */
export class CommandError extends Error {}
