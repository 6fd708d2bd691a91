import type { FC } from 'hono/jsx';
import type { PublishedContact } from '../../published/published-claim.js';
import { When } from '../words.js';

/** Whether whoever made the claim was asked, and whether an answer came. Its words stand in the reasons, where they matter. */
export const Replies: FC<{ readonly contacts: readonly PublishedContact[] }> = ({ contacts }) => (
  <section aria-labelledby="reply">
    <h2 id="reply">The right of reply</h2>
    {contacts.length === 0 && <p>There is no record of a question to the claimant.</p>}
    {contacts.map((contact) => (
      <Contact contact={contact} />
    ))}
  </section>
);

const Contact: FC<{ readonly contact: PublishedContact }> = ({ contact }) => {
  if (!contact.contacted) return <p>The claimant was not asked for a reply.</p>;
  return (
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
  );
};
