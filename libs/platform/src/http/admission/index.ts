export { type AdmissionClass, admissionClasses } from './admission-class';
