/** Every delivery and every attempt that is still kept, wherever it lies (decision 0017). */
export const everyDelivery = '(select * from delivery union all select * from delivery_past)';
export const everyAttempt = '(select * from attempt union all select * from attempt_past)';
