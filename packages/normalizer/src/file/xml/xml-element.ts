/** A parsed file, kept to say where in it something is. */
export interface XmlDocument {
  readonly fileName: string;
  readonly text: string;
}

/** One element. Its attributes and children are read by name, so that their order does not matter. */
export interface XmlElement {
  readonly document: XmlDocument;
  readonly name: string;
  /** Text, or an object of attributes (`@Sport`), children, and text (`#text`, `#cdata`). */
  readonly content: unknown;
  /** Where it begins in the text of the document, or where an element does that it is in. */
  readonly startIndex: number;
}
