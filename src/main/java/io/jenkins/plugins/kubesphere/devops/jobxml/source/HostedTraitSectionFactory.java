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
 * @param traitPackage package of the plugin's traits, with a dot at the end
 * @param newTraitPackage package of the traits in newer versions of the plugin; equal to {@code traitPackage} if it did
 *     not change
 * @param requestWord the word for a pull request in the plugin's class names
 * @param trustClasses the numbers that a spec may give, each with the plugin's class that says which authors are
 *     trusted
 * @param skipNotifications class of the trait with which Jenkins does not report the state of builds to the host
 * @param skipNotificationsPlugin short name of the plugin that has this trait
 */
record HostedTraitSectionFactory(
        String traitPackage,
        String newTraitPackage,
        String requestWord,
        Map<Long, String> trustClasses,
        String skipNotifications,
        String skipNotificationsPlugin) {
    /**
     * The strategies, which have the same numbers in all plugins. For branches: 1 branches without a pull request, 2
     * branches with one, 3 all. For pull requests: 1 the pull request merged into its target branch, 2 the pull request
     * itself, 3 both.
     */
    private static final List<Long> STRATEGIES = List.of(1L, 2L, 3L);

    private static final String REQUEST_STRATEGIES =
            "1 to build the pull request merged into its target branch, 2 to build the pull request itself, 3 for both";

    HostedTraitSectionFactory {
        trustClasses = new TreeMap<>(trustClasses);
    }

    List<Section> sections(SharedSourceSectionFactory factory, HostedSource specValue) {
        SourceFieldValidator validator = factory.validator();
        return List.of(
                new ObjectSection(
                        validator.fieldPath("discover_branches"),
                        isSet(specValue.discoverBranches()),
                        location("BranchDiscoveryTrait"),
                        List.of(strategy(
                                validator,
                                "discover_branches",
                                specValue.discoverBranches(),
                                "1 for branches without a pull request, 2 for branches with a pull request,"
                                        + " 3 for all")),
                        List.of(new ObjectSection.Field("branchesAlwaysIncludedRegex", ""))),
                new ObjectSection(
                        validator.fieldPath("discover_pr_from_origin"),
                        isSet(specValue.discoverPrFromOrigin()),
                        location("Origin" + requestWord + "DiscoveryTrait"),
                        List.of(strategy(
                                validator,
                                "discover_pr_from_origin",
                                specValue.discoverPrFromOrigin(),
                                REQUEST_STRATEGIES))),
                new ForkDiscoverySection(
                        validator.fieldPath("discover_pr_from_forks"),
                        location("Fork" + requestWord + "DiscoveryTrait"),
                        fork(validator, specValue.discoverPrFromForks())),
                ObjectSection.withoutFields(
                        validator.fieldPath("discover_tags"),
                        Boolean.TRUE.equals(specValue.discoverTags()),
                        location("TagDiscoveryTrait")),
                CloneOptionSection.of(validator, specValue.gitCloneOption()),
                factory.filterSection(specValue.regexFilter()),
                notification(validator, specValue.acceptJenkinsNotification()));
    }

    private ElementLocation location(String trait) {
        return ElementLocation.trait(
                DomElements.elementName(traitPackage + trait), DomElements.elementName(newTraitPackage + trait));
    }

    /** Zero counts as absent, because clients written in Go cannot distinguish the two. */
    private static boolean isSet(Long number) {
        return number != null && number != 0;
    }

    private static ObjectSection.Field strategy(
            SourceFieldValidator validator, String field, Long specValue, String allowedValues) {
        if (isSet(specValue) && !STRATEGIES.contains(specValue)) {
            throw validator.refusal(
                    field, specValue + " is not a strategy; give " + allowedValues + ", or leave it out for none");
        }
        return new ObjectSection.Field("strategyId", String.valueOf(specValue));
    }

    /**
     * Converts {@code discover_pr_from_forks}. {@code trust} has no default: a spec without it is refused, because a
     * trusted author runs code with the credentials of the project.
     */
    private Optional<ForkDiscoverySection.ForkSettings> fork(SourceFieldValidator validator, ForkDiscovery specValue) {
        if (specValue == null || !isSet(specValue.strategy()) && !isSet(specValue.trust())) {
            return Optional.empty();
        }
        String field = "discover_pr_from_forks";
        if (!isSet(specValue.strategy())) {
            throw validator.refusal(field + ".strategy", "is missing; give " + REQUEST_STRATEGIES);
        }
        String strategy = strategy(validator, field + ".strategy", specValue.strategy(), REQUEST_STRATEGIES)
                .text();
        String allowedValues = trustClasses.entrySet().stream()
                .map(entry -> entry.getKey() + " for " + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!isSet(specValue.trust())) {
            throw validator.refusal(field + ".trust", "is missing; give " + allowedValues);
        }
        String name = trustClasses.get(specValue.trust());
        if (name == null) {
            throw validator.refusal(
                    field + ".trust",
                    specValue.trust() + " is not a level of trust of that host; give " + allowedValues);
        }
        String type = "Fork" + requestWord + "DiscoveryTrait$" + name;
        return Optional.of(
                new ForkDiscoverySection.ForkSettings(strategy, traitPackage + type, newTraitPackage + type));
    }

    /**
     * Renders {@code accept_jenkins_notification}. An absent value means false, but only an explicit false is refused
     * if the plugin is missing. With an absent value and without the plugin, Jenkins reports the state of builds to the
     * host.
     */
    private Section notification(SourceFieldValidator validator, Boolean notify) {
        if (Boolean.FALSE.equals(notify)) {
            validator.requirePlugin(
                    SourceFieldValidator.SPEC_PATH + "." + validator.fieldPath("accept_jenkins_notification"),
                    skipNotificationsPlugin,
                    ", or set it to true");
        }
        return ObjectSection.withoutFields(
                validator.fieldPath("accept_jenkins_notification"),
                !Boolean.TRUE.equals(notify) && validator.hasPlugin(skipNotificationsPlugin),
                ElementLocation.trait(skipNotifications));
    }
}
