package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.TextFieldSection;
import java.util.List;

/**
 * Creates the sections that several branch sources have.
 *
 * @param validator checks the fields of the branch source, and knows their paths
 */
public record SharedSourceSectionFactory(SourceFieldValidator validator) {
    /** @param dependentFields see {@link TextFieldSection} */
    public Section fieldSection(String field, String element, String value, String... dependentFields) {
        return new TextFieldSection(
                validator.fieldPath(field), ElementLocation.sourceField(element), value, List.of(dependentFields));
    }

    public Section credentialSection(String specValue) {
        return fieldSection(
                "credential_id",
                "credentialsId",
                validator.checkText("credential_id", specValue).trim());
    }

    /** {@code regex_filter}: a branch gets a job only if the expression matches its whole name. */
    public Section filterSection(String specValue) {
        String regex = validator.checkRegex("regex_filter", specValue);
        return new ObjectSection(
                validator.fieldPath("regex_filter"),
                !regex.isEmpty(),
                ElementLocation.trait("jenkins.scm.impl.trait.RegexSCMHeadFilterTrait"),
                List.of(new ObjectSection.Field("regex", regex)));
    }
}
