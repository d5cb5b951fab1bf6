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
record ForkDiscoverySection(String name, ElementLocation location, Optional<Fork> fork) implements Section {
    /**
     * @param strategy number of the strategy in the plugin
     * @param trust class that says which authors are trusted
     * @param newTrust the name of that class in newer versions of the plugin
     */
    record Fork(String strategy, String trust, String newTrust) {}

    @Override
    public boolean wanted() {
        return fork.isPresent();
    }

    @Override
    public void write(Element element) {
        Fork wanted = fork.orElseThrow();
        DomElements.append(element, "strategyId", wanted.strategy());
        DomElements.append(element, "trust").setAttribute("class", wanted.trust());
    }

    @Override
    public boolean matches(Element existing) {
        Fork wanted = fork.orElseThrow();
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        Optional<String> trust = fields.object("trust")
                .filter(DomElements::isEmpty)
                .map(found -> found.getAttribute("class"))
                .filter(type -> type.equals(wanted.trust()) || type.equals(wanted.newTrust()));
        return trust.isPresent()
                && fields.text("strategyId").equals(wanted.strategy())
                && fields.text("buildMRForksNotMirror", "false").equals("false")
                && fields.allRead();
    }
}
