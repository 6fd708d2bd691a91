import type { FC } from 'hono/jsx';
import type { PublishedContact } from '../../published/published-claim.js';
import { Paragraphs, When } from '../words.js';

interface RepliesProps {
  readonly contacts: readonly PublishedContact[];
  /** Of the fact-check: an answer is printed in it. */
  readonly language: string;
}

/** Whether whoever made the claim was asked, whether an answer came, and what of it they gave to be published. */
export const Replies: FC<RepliesProps> = ({ contacts, language }) => (
  <section aria-labelledby="reply">
    <h2 id="reply">The right of reply</h2>
    {contacts.length === 0 && <p>There is no record of a question to the claimant.</p>}
    {contacts.map((contact) => (
      <Contact contact={contact} language={language} />
    ))}
  </section>
);

const Contact: FC<{ readonly contact: PublishedContact; readonly language: string }> = ({ contact, language }) => {
  if (!contact.contacted) return <p>The claimant was not asked for a reply.</p>;
  return (
    <>
      <p>
        The claimant was asked for a reply
        {contact.askedOn && (
          <>
            {' '}
            on <When at={contact.askedOn} />
          </>
        )}
        {contact.answerDue && (
          <>
            , by <When at={contact.answerDue} />
          </>
        )}
        .{' '}
        {contact.answeredOn ? (
          <>
            An answer came on <When at={contact.answeredOn} />.
          </>
        ) : contact.answered ? (
          'An answer came.'
        ) : (
          'No answer had come when this was submitted.'
        )}
      </p>
      {contact.answer !== undefined && (
        <>
          <p>The answer:</p>
          <blockquote>
            <Paragraphs text={contact.answer} in={language} />
          </blockquote>
        </>
      )}
    </>
  );
};
