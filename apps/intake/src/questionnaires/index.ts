export { FindQuestionnaireQuery, type PublishedQuestionnaire } from './find-questionnaire.query.js';
export { optionsOf, type QuestionnaireContent, type RuleCondition } from './questionnaire-content.js';
export { QuestionnairesModule } from './questionnaires.module.js';
