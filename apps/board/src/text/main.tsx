import '../theme/tokens.css';
import './words.css';
import { createRoot } from 'react-dom/client';
import { firstLanguage } from '../i18n/language';
import { keepPages } from '../offline/keep-pages';
import { TextApp } from './text-app';

const root = document.getElementById('root');
if (root === null) throw new Error('text.html has no #root.');

document.documentElement.lang = firstLanguage();
document.documentElement.dataset['mantineColorScheme'] = localStorage.getItem('bongsu.theme') === 'light' ? 'light' : 'dark';
createRoot(root).render(<TextApp />);
keepPages();
