package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ForkDiscovery;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The traits of a host with pull requests: what the three hosts have in common, by the names that each of their plugins
 * gives it.
 *
 * @param types package of the plugin's traits, with the dot
 * @param renamed the package that newer versions of the plugin moved them to, the same if none
 * @param request what the plugin calls a pull request in the names of its classes
 * @param trust the numbers that a spec may give, and the class for each: whose Jenkinsfile is believed
 * @param quiet class of the trait that reports no state to the host
 * @param quietPlugin short name of the plugin that has it
 */
record HostTraits(
        String types, String renamed, String request, Map<Integer, String> trust, String quiet, String quietPlugin) {
    /** {@code branches}: without a pull request, only those with one, all; {@code pull requests}: merged, as they are, both. */
    private static final List<Long> STRATEGIES = List.of(1L, 2L, 3L);

    private static final String REQUEST_STRATEGIES = "1 for merged, 2 for as they are, 3 for both";

    HostTraits {
        trust = new TreeMap<>(trust);
    }

    List<Section> of(SourceFields source, HostedSource given) {
        return List.of(
                new ObjectSection(
                        source.name("discover_branches"),
                        isSet(given.discoverBranches()),
                        place("BranchDiscoveryTrait"),
                        List.of(strategy(
                                source,
                                "discover_branches",
                                given.discoverBranches(),
                                "1 for those without a pull request, 2 for those with one, 3 for all")),
                        List.of(new ObjectSection.Field("branchesAlwaysIncludedRegex", ""))),
                new ObjectSection(
                        source.name("discover_pr_from_origin"),
                        isSet(given.discoverPrFromOrigin()),
                        place("Origin" + request + "DiscoveryTrait"),
                        List.of(strategy(
                                source, "discover_pr_from_origin", given.discoverPrFromOrigin(), REQUEST_STRATEGIES))),
                new ForkDiscoverySection(
                        source.name("discover_pr_from_forks"),
                        place("Fork" + request + "DiscoveryTrait"),
                        fork(source, given.discoverPrFromForks())),
                ObjectSection.plain(
                        source.name("discover_tags"),
                        Boolean.TRUE.equals(given.discoverTags()),
                        place("TagDiscoveryTrait")),
                CloneOptionSection.of(source, given.gitCloneOption()),
                source.filter(given.regexFilter()),
                quiet(source, given.acceptJenkinsNotification()));
    }

    private ElementLocation place(String trait) {
        return ElementLocation.trait(DomElements.nameOf(types + trait), DomElements.nameOf(renamed + trait));
    }

    /** Zero is as good as absent: clients leave it out. */
    private static boolean isSet(Long number) {
        return number != null && number != 0;
    }

    private static ObjectSection.Field strategy(SourceFields source, String field, Long given, String legal) {
        if (isSet(given) && !STRATEGIES.contains(given)) {
            throw source.refusal(field, given + " is not a strategy; give " + legal + ", or leave it out for none");
        }
        return new ObjectSection.Field("strategyId", String.valueOf(given));
    }

    /** Whom to trust is never guessed: whoever is trusted runs code with the credentials of the project. */
    private Optional<ForkDiscoverySection.Fork> fork(SourceFields source, ForkDiscovery given) {
        if (given == null || !isSet(given.strategy()) && !isSet(given.trust())) {
            return Optional.empty();
        }
        String at = "discover_pr_from_forks";
        if (!isSet(given.strategy())) {
            throw source.refusal(at + ".strategy", "is missing; give " + REQUEST_STRATEGIES);
        }
        String strategy = strategy(source, at + ".strategy", given.strategy(), REQUEST_STRATEGIES)
                .text();
        String legal = trust.entrySet().stream()
                .map(entry -> entry.getKey() + " for " + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!isSet(given.trust())) {
            throw source.refusal(at + ".trust", "is missing; give " + legal);
        }
        String name = given.trust() > Integer.MAX_VALUE
                ? null
                : trust.get(given.trust().intValue());
        if (name == null) {
            throw source.refusal(at + ".trust", given.trust() + " is nobody to trust on that host; give " + legal);
        }
        String type = "Fork" + request + "DiscoveryTrait$" + name;
        return Optional.of(new ForkDiscoverySection.Fork(strategy, types + type, renamed + type));
    }

    /**
     * {@code accept_jenkins_notification}: absent is as good as false, but asks for no plugin; where it is not there, the
     * host is told.
     */
    private Section quiet(SourceFields source, Boolean tell) {
        if (Boolean.FALSE.equals(tell)) {
            source.needs(
                    SourceFields.AT + "." + source.name("accept_jenkins_notification"),
                    quietPlugin,
                    ", or set it to true");
        }
        return ObjectSection.plain(
                source.name("accept_jenkins_notification"),
                !Boolean.TRUE.equals(tell) && source.has(quietPlugin),
                ElementLocation.trait(quiet));
    }
}
