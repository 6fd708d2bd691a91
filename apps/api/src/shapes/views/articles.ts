import {
  about,
  address,
  id,
  language,
  orNull,
  partialDate,
  ref,
  sha256,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';

export const revision = view('Revision', 'The text of an article as it stood: immutable, named by its SHA-256.', {
  id,
  article: uuid,
  sha256,
  length: about('In code points.', whole),
  ...stamped,
});

const fields = {
  id,
  url: orNull(address),
  headline: text,
  outlet: text,
  byline: orNull(text),
  language,
  publishedAt: orNull(partialDate),
  ...stamped,
};

export const articleInList = view('ArticleInList', 'An article, with the id of its current revision.', {
  ...fields,
  revision: uuid,
});

export const article = view('Article', 'An article, with its current revision.', {
  ...fields,
  revision: ref(revision),
});
