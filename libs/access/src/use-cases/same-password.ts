import { refuse } from '@bongsu/kernel';

export const sameAgain = refuse('invalid', 'access.password-same', 'This is the password that you have now.', 'Take another one.', {
  field: 'newPassword',
});
