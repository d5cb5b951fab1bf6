package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Prints jobs as Jenkins has them in memory, with the values that their configuration forms show. Omits default values.
 * Also makes Jenkins save a job, and finds unknown names in a config.xml.
 */
public final class JobInspector {
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

    /**
     * Reads a config.xml and prints the names that Jenkins does not know. Jenkins reports them only in its log, at a
     * level that is not shown. The monitor "Manage Old Data" reports only files that Jenkins itself loads.
     */
    private static final String READ = """
            import java.util.logging.*
            def seen = []
            def handler = new Handler() {
              void publish(LogRecord record) { if (record.thrown) seen << record.thrown.message.readLines()[0] }
              void flush() {}
              void close() {}
            }
            handler.level = Level.ALL
            def parent = Logger.getLogger('hudson.util')
            def loggers = ['RobustReflectionConverter', 'RobustCollectionConverter'].collect { Logger.getLogger('hudson.util.' + it) }
            def file = File.createTempFile('config', '.xml')
            try {
              parent.addHandler(handler)
              loggers.each { it.level = Level.FINE }
              file.bytes = 'DOCUMENT'.decodeBase64()
              new hudson.XmlFile(hudson.model.Items.XSTREAM2, file).read()
            } finally {
              loggers.each { it.level = null }
              parent.removeHandler(handler)
              file.delete()
            }
            println seen
            null
            """;

    private JobInspector() {}

    /**
     * Runs a script about a job and returns what it prints.
     *
     * @param groovy script that can use {@code job}, and {@code shown(part)} for the text of a part of the job
     */
    public static String print(JenkinsController controller, JobName job, String groovy) {
        return controller
                .http()
                .runScript(PREAMBLE.replace("JOB", job.folder() + "/" + job.job()) + groovy + "\nnull\n");
    }

    /** Returns names in a config.xml that Jenkins does not know and ignores; {@code []} if Jenkins knows all names. */
    public static String findUnknownNames(JenkinsController controller, String document) {
        String encoded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
        return controller.http().runScript(READ.replace("DOCUMENT", encoded)).strip();
    }

    /** Makes Jenkins save a job, and returns the saved config.xml. */
    public static String saveAndRead(JenkinsController controller, JobName job) {
        controller
                .http()
                .runScript("jenkins.model.Jenkins.get().getItemByFullName('" + job.folder() + "/" + job.job()
                        + "').save()");
        return controller.homeFolder().readConfigXml(job);
    }
}
