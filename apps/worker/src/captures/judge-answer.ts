import type { FetchOutcome } from '#libs/desk';
import type { EgressOutcome } from '#libs/egress';

/** What an exchange with an address gives: its bytes exactly as they came, or one sentence why there are none. */
export function judgeAnswer(outcome: EgressOutcome): FetchOutcome {
  if (!outcome.ok) return { failure: outcome.detail, httpStatus: outcome.status ?? null };
  const { status: httpStatus, headers, body, truncated } = outcome;
  const no = (failure: string): FetchOutcome => ({ failure, httpStatus });
  // Not followed: what is cited is what stands at this address, and the new one is a person's choice.
  if (httpStatus >= 300 && httpStatus < 400) {
    const to = headers.location ? ` to ${String(headers.location).slice(0, 500)}` : '';
    return no(`The address sends elsewhere (${httpStatus}${to}). Capture that address if it is the one you mean.`);
  }
  if (httpStatus !== 200) return no(`The address answered ${httpStatus}. Open it yourself, then upload what you see.`);
  if (truncated)
    return no('What stands there is larger than 25 MiB. Upload the part that is cited, or link an archive.');
  if (body.length === 0) return no('The address answered without a body.');
  // Plain bytes were asked for. Unpacked ones would not be those that came, and packed ones nobody could read.
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity') return no(`The address sends packed bytes only (${String(encoding)}).`);
  return { body, contentType: headers['content-type']?.slice(0, 200) ?? null, httpStatus };
}
