// The guard every outgoing HTTP request goes through: which addresses may be called, and one bounded exchange with them.
// It must not know: webhooks, articles, retries, signatures, the database.
export { createEgress, type Egress, type EgressOptions } from './guarded-agent.js';
export { type EgressRequest, type EgressOutcome, type EgressAnswer, type EgressFailure } from './outcome.js';
export { type FailureReason, type EgressTiming } from './outcome.js';
export { parseCidrs, judgeAddress, type Cidr, type AddressRuling } from './address-policy.js';
export { judgeTarget, type Target, type TargetPolicy } from './target-url.js';
export { dnsResolver, type Resolver } from './resolver.js';
