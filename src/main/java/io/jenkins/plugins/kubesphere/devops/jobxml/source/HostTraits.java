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
 * Renders the traits of a host with pull requests. The plugins of GitHub, GitLab and Bitbucket have the same traits
 * with different class names.
 *
 * @param types package of the plugin's traits, with a dot at the end
 * @param renamed package of the traits in newer versions of the plugin; equal to {@code types} if it did not change
 * @param request the word for a pull request in the plugin's class names
 * @param trust the numbers that a spec may give, each with the plugin's class that says which authors are trusted
 * @param skipNotifications class of the trait with which Jenkins does not report the state of builds to the host
 * @param skipNotificationsPlugin short name of the plugin that has this trait
 */
record HostTraits(
        String types,
        String renamed,
        String request,
        Map<Integer, String> trust,
        String skipNotifications,
        String skipNotificationsPlugin) {
    /**
     * The strategies, which have the same numbers in all plugins. For branches: 1 branches without a pull request, 2
     * branches with one, 3 all. For pull requests: 1 the pull request merged into its target branch, 2 the pull request
     * itself, 3 both.
     */
    private static final List<Long> STRATEGIES = List.of(1L, 2L, 3L);

    private static final String REQUEST_STRATEGIES = "1 for merged into the target branch, 2 for unmerged, 3 for both";

    HostTraits {
        trust = new TreeMap<>(trust);
    }

    List<Section> sections(SourceFieldValidator source, HostedSource specValue) {
        return List.of(
                new ObjectSection(
                        source.name("discover_branches"),
                        isSet(specValue.discoverBranches()),
                        place("BranchDiscoveryTrait"),
                        List.of(strategy(
                                source,
                                "discover_branches",
                                specValue.discoverBranches(),
                                "1 for those without a pull request, 2 for those with one, 3 for all")),
                        List.of(new ObjectSection.Field("branchesAlwaysIncludedRegex", ""))),
                new ObjectSection(
                        source.name("discover_pr_from_origin"),
                        isSet(specValue.discoverPrFromOrigin()),
                        place("Origin" + request + "DiscoveryTrait"),
                        List.of(strategy(
                                source,
                                "discover_pr_from_origin",
                                specValue.discoverPrFromOrigin(),
                                REQUEST_STRATEGIES))),
                new ForkDiscoverySection(
                        source.name("discover_pr_from_forks"),
                        place("Fork" + request + "DiscoveryTrait"),
                        fork(source, specValue.discoverPrFromForks())),
                ObjectSection.withoutFields(
                        source.name("discover_tags"),
                        Boolean.TRUE.equals(specValue.discoverTags()),
                        place("TagDiscoveryTrait")),
                CloneOptionSection.of(source, specValue.gitCloneOption()),
                source.filter(specValue.regexFilter()),
                notification(source, specValue.acceptJenkinsNotification()));
    }

    private ElementLocation place(String trait) {
        return ElementLocation.trait(DomElements.nameOf(types + trait), DomElements.nameOf(renamed + trait));
    }

    /** Zero counts as absent, because clients omit zeros when they write JSON. */
    private static boolean isSet(Long number) {
        return number != null && number != 0;
    }

    private static ObjectSection.Field strategy(
            SourceFieldValidator source, String field, Long specValue, String legal) {
        if (isSet(specValue) && !STRATEGIES.contains(specValue)) {
            throw source.refusal(field, specValue + " is not a strategy; give " + legal + ", or leave it out for none");
        }
        return new ObjectSection.Field("strategyId", String.valueOf(specValue));
    }

    /**
     * Converts {@code discover_pr_from_forks}. {@code trust} has no default: a spec without it is refused, because a
     * trusted author runs code with the credentials of the project.
     */
    private Optional<ForkDiscoverySection.Fork> fork(SourceFieldValidator source, ForkDiscovery specValue) {
        if (specValue == null || !isSet(specValue.strategy()) && !isSet(specValue.trust())) {
            return Optional.empty();
        }
        String field = "discover_pr_from_forks";
        if (!isSet(specValue.strategy())) {
            throw source.refusal(field + ".strategy", "is missing; give " + REQUEST_STRATEGIES);
        }
        String strategy = strategy(source, field + ".strategy", specValue.strategy(), REQUEST_STRATEGIES)
                .text();
        String legal = trust.entrySet().stream()
                .map(entry -> entry.getKey() + " for " + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!isSet(specValue.trust())) {
            throw source.refusal(field + ".trust", "is missing; give " + legal);
        }
        String name = specValue.trust() > Integer.MAX_VALUE
                ? null
                : trust.get(specValue.trust().intValue());
        if (name == null) {
            throw source.refusal(
                    field + ".trust", specValue.trust() + " is not a level of trust of that host; give " + legal);
        }
        String type = "Fork" + request + "DiscoveryTrait$" + name;
        return Optional.of(new ForkDiscoverySection.Fork(strategy, types + type, renamed + type));
    }

    /**
     * Renders {@code accept_jenkins_notification}. An absent value means false, but only an explicit false is refused
     * if the plugin is missing. With an absent value and without the plugin, Jenkins reports the state of builds to the
     * host.
     */
    private Section notification(SourceFieldValidator source, Boolean notify) {
        if (Boolean.FALSE.equals(notify)) {
            source.requirePlugin(
                    SourceFieldValidator.AT + "." + source.name("accept_jenkins_notification"),
                    skipNotificationsPlugin,
                    ", or set it to true");
        }
        return ObjectSection.withoutFields(
                source.name("accept_jenkins_notification"),
                !Boolean.TRUE.equals(notify) && source.hasPlugin(skipNotificationsPlugin),
                ElementLocation.trait(skipNotifications));
    }
}
