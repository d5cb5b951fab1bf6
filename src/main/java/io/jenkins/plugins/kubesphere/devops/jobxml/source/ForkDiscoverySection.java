package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders {@code discover_pr_from_forks}: which pull requests from forks get a job, and which authors are trusted.
 * Jenkins uses the Jenkinsfile of a pull request only if its author is trusted.
 */
record ForkDiscoverySection(String name, ElementLocation location, Optional<ForkSettings> fork) implements Section {
    /**
     * @param strategy number of the strategy in the plugin
     * @param trustClass class that says which authors are trusted
     * @param newTrustClass the name of that class in newer versions of the plugin
     */
    record ForkSettings(String strategy, String trustClass, String newTrustClass) {}

    @Override
    public boolean isWanted() {
        return fork.isPresent();
    }

    @Override
    public void write(Element element) {
        ForkSettings wanted = fork.orElseThrow();
        DomElements.append(element, "strategyId", wanted.strategy());
        DomElements.append(element, "trust").setAttribute("class", wanted.trustClass());
    }

    @Override
    public boolean matches(Element existing) {
        ForkSettings wanted = fork.orElseThrow();
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        Optional<String> trustClass = fields.object("trust")
                .filter(DomElements::isEmpty)
                .map(found -> found.getAttribute("class"))
                .filter(type -> type.equals(wanted.trustClass()) || type.equals(wanted.newTrustClass()));
        return trustClass.isPresent()
                && fields.text("strategyId").equals(wanted.strategy())
                && fields.text("buildMRForksNotMirror", "false").equals("false")
                && fields.allRead();
    }
}
