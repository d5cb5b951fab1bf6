package io.jenkins.plugins.kubesphere.devops.acceptance;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.Controller;

/** Jobs as Jenkins has them in memory, in the words of their forms: what descriptors bind, without what is so by default. */
final class Shown {
    private static final String PREAMBLE = """
            import org.jenkinsci.plugins.structs.describable.*
            def text
            text = { thing ->
              thing instanceof UninstantiatedDescribable
                  ? (thing.symbol ?: thing.klass ?: '') + thing.arguments.collect { key, value -> key + '=' + text(value) }.sort()
                  : thing instanceof List ? '[' + thing.collect(text).join(', ') + ']' : String.valueOf(thing)
            }
            def shown = { it.class.simpleName + ' ' + text(DescribableModel.uninstantiate2_(it)) }
            def job = jenkins.model.Jenkins.get().getItemByFullName('JOB')
            """;

    private static final String OLD_DATA = """
            hudson.diagnosis.OldDataMonitor.get(jenkins.model.Jenkins.get()).data.each { item, range ->
              println item.toString() + ' ' + range.extra
            }
            null
            """;

    private Shown() {}

    /**
     * What a script prints about a job.
     *
     * @param groovy with {@code job}, and {@code shown(part)} for the text of a part of it
     */
    static String of(Controller controller, JobName job, String groovy) {
        return controller.http().script(PREAMBLE.replace("JOB", job.folder() + "/" + job.job()) + groovy + "\nnull\n");
    }

    /** What Jenkins could not read in documents, and will leave out when it saves them: a line for each that holds some. */
    static String oldData(Controller controller) {
        return controller.http().script(OLD_DATA);
    }

    /** Lets Jenkins save a job, and gives its document. */
    static String saved(Controller controller, JobName job) {
        controller
                .http()
                .script("jenkins.model.Jenkins.get().getItemByFullName('" + job.folder() + "/" + job.job()
                        + "').save()");
        return controller.document(job);
    }
}
