package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlReader;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Saves the action in which the step {@code properties} records the properties that it set. The step adds the action to
 * the job in memory only. Without the action, after a restart, the next run of the step would remove every property of
 * the job, also {@link ManagedJobProperty}.
 */
public final class JobPropertyTrackerSaver {
    private static final String ELEMENT = DomElements.elementName(JobPropertyTrackerAction.class.getName());

    private JobPropertyTrackerSaver() {}

    /** Saves the job if the action in its file is missing or differs. */
    public static void save(WorkflowJob job) {
        if (job.getAction(JobPropertyTrackerAction.class) != null
                && ItemOwnership.ownerOf(job).isPresent()) {
            PluginInitiatedChange.run(job.getFullName(), () -> {
                if (!isSaved(job)) {
                    job.save();
                }
                return null;
            });
        }
    }

    private static boolean isSaved(WorkflowJob job) throws IOException {
        try {
            Optional<Element> inMemory = findAction(JobConfigXmlSerializer.toXml(job));
            Optional<Element> inFile = findAction(job.getConfigFile().asString());
            return inMemory.isPresent()
                    ? inFile.isPresent() && DomElements.haveSameContent(inMemory.get(), inFile.get())
                    : inFile.isEmpty();
        } catch (SAXException e) {
            return false; // Jenkins can read the file, and will save it as XML that this class can read, too.
        }
    }

    private static Optional<Element> findAction(String document) throws SAXException {
        return Optional.ofNullable((Element)
                JobXmlReader.parse(document).getElementsByTagName(ELEMENT).item(0));
    }
}
