import { defineElement } from './element.ts';
import { elements } from './elements.ts';

Object.entries(elements).forEach(([tag, element]) => defineElement(tag, element));
