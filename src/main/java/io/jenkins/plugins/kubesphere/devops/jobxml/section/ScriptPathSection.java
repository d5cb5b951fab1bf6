package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Renders {@code script_path}: where the Jenkinsfile is in each branch. A job always has this element. */
public record ScriptPathSection(String path) implements Section {
    private static final String TYPE = "org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory";

    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\s]+");

    /** The default of Jenkins. */
    private static final String DEFAULT = "Jenkinsfile";

    public static ScriptPathSection of(SpecTextValidator validator, String parentPath, String specValue) {
        String field = parentPath + ".script_path";
        // Existing specs have a slash in front, which means the root of the repository.
        String path = LEADING_SLASHES
                .matcher(validator.check(field, specValue).trim())
                .replaceFirst("");
        if (path.startsWith("\\") || path.matches("[A-Za-z]:.*")) {
            throw validator
                    .refusals()
                    .create(field, "\"" + path + "\" is absolute; give the path from the root of the repository");
        }
        if (Arrays.asList(path.split("[/\\\\]")).contains("..")) {
            throw validator.refusals().create(field, "\"" + path + "\" leaves the repository; give a path without ..");
        }
        return new ScriptPathSection(path.isEmpty() ? DEFAULT : path);
    }

    @Override
    public String name() {
        return "script_path";
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.field("factory");
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", TYPE);
        DomElements.append(element, "scriptPath", path);
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        fields.object("owner");
        return existing.getAttribute("class").equals(TYPE)
                && fields.text("scriptPath", DEFAULT).equals(path)
                && fields.allRead();
    }
}
