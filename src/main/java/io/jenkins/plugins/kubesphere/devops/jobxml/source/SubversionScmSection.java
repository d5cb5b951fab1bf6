package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders the checkout of a {@code single_svn_source}: the URL with its credential, and fixed settings that no spec can
 * change. Fields are those of {@code SubversionSCM} of the plugin subversion 1292.
 */
record SubversionScmSection(String name, String remote, String credential) implements Section {
    private static final String SCM_CLASS = "hudson.scm.SubversionSCM";
    private static final String LOCATION_ELEMENT = "hudson.scm.SubversionSCM_-ModuleLocation";
    private static final String UPDATER_CLASS = "hudson.scm.subversion.UpdateUpdater";

    private static final List<String> EMPTY_FIELDS =
            List.of("excludedRegions", "includedRegions", "excludedUsers", "excludedRevprop", "excludedCommitMessages");

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.sourceField("scm");
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", SCM_CLASS);
        Element location = DomElements.append(DomElements.append(element, "locations"), LOCATION_ELEMENT);
        DomElements.append(location, "remote", remote);
        DomElements.append(location, "credentialsId", credential);
        DomElements.append(location, "local", ".");
        DomElements.append(location, "depthOption", "infinity");
        DomElements.append(location, "ignoreExternalsOption", "true");
        DomElements.append(location, "cancelProcessOnExternalsFail", "true");
        EMPTY_FIELDS.forEach(text -> DomElements.append(element, text));
        DomElements.append(element, "workspaceUpdater").setAttribute("class", UPDATER_CLASS);
        DomElements.append(element, "ignoreDirPropChanges", "false");
        DomElements.append(element, "filterChangelog", "false");
        DomElements.append(element, "quietOperation", "true");
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        Optional<Element> updater = fields.object("workspaceUpdater");
        List<Element> locations =
                fields.object("locations").map(DomElements::children).orElse(List.of());
        return existing.getAttribute("class").equals(SCM_CLASS)
                && locations.size() == 1
                && matchesLocation(locations.get(0))
                && updater.map(found -> found.getAttribute("class")).equals(Optional.of(UPDATER_CLASS))
                && EMPTY_FIELDS.stream().allMatch(text -> fields.text(text).isEmpty())
                && fields.object("additionalCredentials")
                        .filter(found -> !DomElements.isEmpty(found))
                        .isEmpty()
                && fields.text("ignoreDirPropChanges", "false").equals("false")
                && fields.text("filterChangelog", "false").equals("false")
                && fields.text("quietOperation", "false").equals("true")
                && fields.allRead();
    }

    private boolean matchesLocation(Element location) {
        TrackingFieldReader fields = new TrackingFieldReader(location);
        return location.getTagName().equals(LOCATION_ELEMENT)
                && fields.text("remote").equals(remote)
                && fields.text("credentialsId").equals(credential)
                && fields.text("local").equals(".")
                && fields.text("depthOption").equals("infinity")
                && fields.text("ignoreExternalsOption").equals("true")
                && fields.text("cancelProcessOnExternalsFail").equals("true")
                && fields.allRead();
    }
}
