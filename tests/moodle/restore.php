<?php
// Restores a backup as a new course, takes each quiz rightly and wrongly, says what Moodle made of it, and deletes it all.
//   php restore.php <folder of Moodle> <file.mbz> [--keep] [--untried]
// --keep: deletes nothing; --untried: takes no quiz.
// Run by tests/moodle. Prints JSON; everything that Moodle itself prints goes to the error stream.
define('CLI_SCRIPT', true);
[, $moodle, $archive] = $argv;
require($moodle . '/config.php');
require_once($CFG->dirroot . '/backup/util/includes/restore_includes.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/mod/quiz/locallib.php');
require_once($CFG->libdir . '/gradelib.php');
require_once($CFG->libdir . '/completionlib.php');

$complaints = [];
set_error_handler(function ($level, $message, $file, $line) use (&$complaints) {
    if (error_reporting() & $level & ~E_DEPRECATED & ~E_USER_DEPRECATED) {
        $complaints[] = "$message ($file:$line)";
    }
    return true;
});
ob_start(fn($text) => fwrite(STDERR, $text) === false ? '' : '', 1);

core\session\manager::set_user(get_admin());
$id = restored($archive, $restore);
$learner = learner($id);
$answer = ['restore' => $restore, 'course' => course($id), 'sections' => sections($id, $learner), 'complaints' => $complaints];
if (!in_array('--keep', $argv, true)) {
    core\session\manager::set_user(get_admin());
    delete_course($id, false);
    delete_user($learner);
}
ob_end_clean();
echo json_encode($answer, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR), "\n";

/** Restores as the wizard does with its defaults, users included. */
function restored(string $archive, ?array &$said): int {
    global $CFG, $USER;
    $folder = restore_controller::get_tempdir_name(SITEID, $USER->id);
    $path = make_backup_temp_directory($folder);
    get_file_packer('application/vnd.moodle.backup')->extract_to_pathname($archive, $path);
    $name = 'coursewright ' . random_string(12);
    $course = restore_dbops::create_new_course($name, $name, core_course_category::get_default()->id);
    $controller = new restore_controller($folder, $course, backup::INTERACTIVE_NO, backup::MODE_GENERAL, $USER->id, backup::TARGET_NEW_COURSE);
    $controller->execute_precheck();
    $said = ['precheck' => $controller->get_precheck_results()];
    $controller->execute_plan();
    $said['results'] = $controller->get_results();
    $controller->destroy();
    fulldelete($path);
    rebuild_course_cache($course, true);
    return $course;
}

/** A learner of this course alone. */
function learner(int $course): stdClass {
    global $CFG, $DB;
    require_once($CFG->dirroot . '/user/lib.php');
    $name = 'cw' . strtolower(random_string(12));
    $id = user_create_user(['username' => $name, 'password' => random_string(20) . '-aA1', 'firstname' => 'A', 'lastname' => 'Learner',
        'email' => "$name@example.invalid", 'auth' => 'manual', 'confirmed' => 1, 'mnethostid' => $CFG->mnet_localhost_id]);
    $instance = $DB->get_record('enrol', ['courseid' => $course, 'enrol' => 'manual'], '*', MUST_EXIST);
    enrol_get_plugin('manual')->enrol_user($instance, $id, $instance->roleid);
    return core_user::get_user($id);
}

function course(int $id): array {
    global $DB;
    $course = get_course($id);
    $categories = [];
    foreach (grade_category::fetch_all(['courseid' => $id]) ?: [] as $category) {
        if (!$category->is_course_category()) {
            $categories[$category->fullname] = (float)$category->load_grade_item()->aggregationcoef;
        }
    }
    ksort($categories);
    return ['name' => $course->fullname, 'format' => $course->format, 'summary' => strip_tags($course->summary), 'completion' => (bool)$course->enablecompletion,
        'criteria' => $DB->count_records('course_completion_criteria', ['course' => $id]), 'gradeCategories' => (object)$categories];
}

function sections(int $id, stdClass $learner): array {
    $modinfo = get_fast_modinfo($id);
    $sections = [];
    foreach ($modinfo->get_section_info_all() as $section) {
        $activities = [];
        foreach ($modinfo->sections[$section->section] ?? [] as $module) {
            $activities[] = activity($modinfo->get_cm($module), $learner);
        }
        $sections[] = ['name' => get_section_name($id, $section), 'summary' => trim(strip_tags($section->summary)), 'visible' => (bool)$section->visible,
            'waitsFor' => waits($section->availability, $modinfo), 'activities' => $activities];
    }
    return $sections;
}

function activity(cm_info $module, stdClass $learner): array {
    global $DB;
    $row = $DB->get_record($module->modname, ['id' => $module->instance], '*', MUST_EXIST);
    $grade = grade_item::fetch(['courseid' => $module->course, 'itemtype' => 'mod', 'itemmodule' => $module->modname, 'iteminstance' => $module->instance]);
    $html = implode(' ', array_filter([$row->intro ?? '', $row->content ?? '']));
    return ['type' => $module->modname, 'name' => $module->name, 'idnumber' => $module->idnumber, 'visible' => (bool)$module->visible,
        'completion' => (int)$module->completion, 'waitsFor' => waits($module->availability, $module->get_modinfo()),
        'grade' => $grade ? ['max' => (float)$grade->grademax, 'pass' => (float)$grade->gradepass, 'weight' => (float)$grade->aggregationcoef, 'category' => category($grade)] : null,
        'dead' => dead($html, $module), 'files' => files($module->context->id, 'mod_' . $module->modname)] + details($module, $row, $learner);
}

function category(grade_item $grade): ?string {
    $category = $grade->get_parent_category();
    return $category->is_course_category() ? null : $category->fullname;
}

/** Names of the activities that must be done first, and whether there are dates. */
function waits(?string $json, course_modinfo $modinfo): array {
    $conditions = $json === null || $json === '' ? [] : json_decode($json)->c;
    return array_map(fn($each) => $each->type === 'completion' ? $modinfo->get_cm($each->cm)->name : $each->type, $conditions);
}

/** Addresses that lead to no file and no activity. Those of activities were put in place by the restore. */
function dead(string $html, cm_info $module): array {
    global $CFG;
    if ($html === '') {
        return [];
    }
    $document = new DOMDocument();
    @$document->loadHTML('<?xml encoding="utf-8"?><body>' . $html);
    $found = [];
    foreach ((new DOMXPath($document))->query('//@href | //@src | //@poster') as $attribute) {
        $found[] = $attribute->value;
    }
    return array_values(array_filter(array_unique($found), function ($address) use ($CFG, $module) {
        if (str_starts_with($address, '@@PLUGINFILE@@')) {
            return !in_array(rawurldecode(substr($address, 14)), files($module->context->id));
        }
        if (preg_match('~^' . preg_quote($CFG->wwwroot, '~') . '/mod/(\w+)/view\.php\?id=(\d+)~', $address, $parts)) {
            $target = $module->get_modinfo()->cms[$parts[2]] ?? null;
            return $target === null || $target->modname !== $parts[1];
        }
        return str_contains($address, '.invalid') || str_contains($address, '$@') || !preg_match('~^(https?:|mailto:|#)~', $address);
    }));
}

function files(int $context, ?string $component = null): array {
    global $DB;
    $where = ['contextid' => $context] + ($component === null ? [] : ['component' => $component]);
    $paths = array_map(fn($file) => $file->filename === '.' ? null : $file->filepath . $file->filename, array_values($DB->get_records('files', $where, 'filepath, filename')));
    return array_values(array_unique(array_filter($paths)));
}

function details(cm_info $module, stdClass $row, stdClass $learner): array {
    global $DB;
    switch ($module->modname) {
        case 'forum':
            return ['kind' => $row->type, 'discussions' => $DB->count_records('forum_discussions', ['forum' => $row->id])];
        case 'assign':
            $area = $DB->get_record('grading_areas', ['contextid' => $module->context->id]);
            $criteria = $area ? $DB->get_records_sql('SELECT c.id, c.description FROM {gradingform_rubric_criteria} c JOIN {grading_definitions} d ON d.id = c.definitionid WHERE d.areaid = ? AND d.status = 20 ORDER BY c.sortorder', [$area->id]) : [];
            $levels = array_map(fn($criterion) => array_map(floatval(...), $DB->get_fieldset('gradingform_rubric_levels', 'score', ['criterionid' => $criterion->id])), array_values($criteria));
            $plugins = $DB->get_fieldset_select('assign_plugin_config', 'plugin', "assignment = ? AND subtype = 'assignsubmission' AND name = 'enabled' AND value = '1'", [$row->id]);
            sort($plugins);
            return ['method' => $area->activemethod ?? null, 'levels' => array_map(function ($scores) { rsort($scores); return $scores; }, $levels), 'submission' => $plugins];
        case 'url':
            return ['address' => $row->externalurl];
        case 'lti':
            return ['address' => $row->toolurl, 'parameters' => $row->instructorcustomparameters];
        case 'glossary':
            return ['entries' => $DB->count_records('glossary_entries', ['glossaryid' => $row->id]),
                'aliases' => $DB->count_records_sql('SELECT COUNT(*) FROM {glossary_alias} a JOIN {glossary_entries} e ON e.id = a.entryid WHERE e.glossaryid = ?', [$row->id])];
        case 'quiz':
            return quiz($module, $row, $learner);
        default:
            return [];
    }
}

function quiz(cm_info $module, stdClass $row, stdClass $learner): array {
    global $DB, $argv;
    $slots = $DB->get_records_sql('SELECT s.slot, s.maxmark, r.id AS random FROM {quiz_slots} s LEFT JOIN {question_set_references} r ON r.itemid = s.id AND r.component = ? WHERE s.quizid = ? ORDER BY s.slot', ['mod_quiz', $row->id]);
    $tries = $slots && !in_array('--untried', $argv, true);
    return ['attempts' => (int)$row->attempts, 'timelimit' => (int)$row->timelimit, 'behaviour' => $row->preferredbehaviour, 'shuffles' => (bool)$row->shuffleanswers,
        'overall' => $DB->count_records('quiz_feedback', ['quizid' => $row->id]),
        'slots' => array_map(fn($slot) => ['mark' => (float)$slot->maxmark, 'random' => $slot->random !== null], array_values($slots)),
        'right' => $tries ? attempt($module, $learner, true) : [], 'wrong' => $tries ? attempt($module, $learner, false) : []];
}

/** Takes the quiz as the learner. For each question: its type, and the share of its marks; null: a teacher must mark it. */
function attempt(cm_info $module, stdClass $learner, bool $rightly): array {
    core\session\manager::set_user($learner);
    $quiz = mod_quiz\quiz_settings::create($module->instance, $learner->id);
    $questions = question_engine::make_questions_usage_by_activity('mod_quiz', $quiz->get_context());
    $questions->set_preferred_behaviour($quiz->get_quiz()->preferredbehaviour);
    $number = count(quiz_get_user_attempts($module->instance, $learner->id, 'all', true)) + 1;
    $attempt = quiz_create_attempt($quiz, $number, null, time(), false, $learner->id);
    quiz_start_new_attempt($quiz, $questions, $attempt, $number, time());
    quiz_attempt_save_started($quiz, $questions, $attempt);
    $questions = question_engine::load_questions_usage_by_activity($attempt->uniqueid);
    foreach ($questions->get_slots() as $slot) {
        $question = $questions->get_question($slot);
        $response = $question->get_type_name() === 'essay' ? ['answer' => '<p>An answer</p>', 'answerformat' => FORMAT_HTML] : $question->get_correct_response();
        if (!$rightly) {
            $response = array_map(fn($part) => is_numeric($part) ? ((int)$part ? 0 : 1) : 'wrong', $response);
        }
        $questions->process_action($slot, $response, time());
    }
    question_engine::save_questions_usage_by_activity($questions);
    mod_quiz\quiz_attempt::create($attempt->id)->process_submit(time(), false);
    mod_quiz\quiz_attempt::create($attempt->id)->process_grade_submission(time());
    $done = mod_quiz\quiz_attempt::create($attempt->id);
    $shares = [];
    foreach ($done->get_slots() as $slot) {
        $one = $done->get_question_attempt($slot);
        $question = $one->get_question(false);
        $needsTeacher = $one->get_state() === question_state::$needsgrading;
        $shares[] = ['type' => $question->get_type_name(), 'idnumber' => $question->idnumber, 'share' => $needsTeacher ? null : round((float)$one->get_fraction(), 4),
            'hints' => count($question->hints), 'general' => trim(strip_tags($question->generalfeedback)) !== '',
            'tags' => count(core_tag_tag::get_item_tags_array('core_question', 'question', $question->id))];
    }
    core\session\manager::set_user(get_admin());
    return $shares;
}
