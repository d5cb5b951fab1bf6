package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.BitbucketServerSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ForkDiscovery;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitCloneOption;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitHubSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitLabSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchJobTrigger;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SingleSvnSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SvnSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates multi-branch specs with texts that are difficult for readers and writers of XML. */
final class HostileBranchSpecs {
    private static final Arbitrary<Boolean> SWITCHES =
            Arbitraries.of(true, false).injectNull(0.3);

    /** Generators of the parts of a spec. */
    private record FieldArbitraries(
            Arbitrary<String> texts,
            Arbitrary<String> ids,
            Arbitrary<String> paths,
            Arbitrary<String> urls,
            Arbitrary<String> servers,
            Arbitrary<String> names,
            Arbitrary<String> regexes,
            Arbitrary<Long> strategies,
            Arbitrary<Long> clones,
            Arbitrary<String> intervals,
            Arbitrary<Discarder> discarders,
            Arbitrary<String> jobs,
            Arbitrary<ForkDiscovery> forks) {}

    private static final Arbitrary<String> VALID_IDS =
            HostileSpecs.SHORT.map(String::trim).injectNull(0.5);

    private static final FieldArbitraries VALID = new FieldArbitraries(
            HostileSpecs.TEXTS,
            VALID_IDS,
            Arbitraries.of(null, "", "Jenkinsfile", "ci/<a> & \"b\"", "a b", "流水线/]]>", "..Jenkinsfile", "$1"),
            Arbitraries.of(
                    "https://h/r",
                    "https://git@h/r/<a>&amp;.git",
                    "http://git@[2001:db8::1]:22/\uD83D\uDE80",
                    "https://h/]]>",
                    "https://h:1/~a:b@c"),
            Arbitraries.of(null, "", "https://h", "http://h:8080/<a".replace("<", "%3C"), "https://h/?a=&b='"),
            Arbitraries.of("a", "A-b.c", "~a", "流水线", "\uD83D\uDE80", "$1", "a]]b", "..."),
            HostileSpecs.REGEXES,
            Arbitraries.of(null, 0L, 1L, 2L, 3L),
            Arbitraries.of(null, Long.MIN_VALUE, -1L, 0L, 1L, (long) Integer.MAX_VALUE),
            Arbitraries.of("1", " 60000 ", "900000", "9999999999999"),
            HostileSpecs.DISCARDERS,
            Arbitraries.of(null, "", "a", "demo/a, b", "/demo/x", "<a>&", ","),
            Combinators.combine(Arbitraries.of(1L, 2L, 3L), Arbitraries.of(1L, 2L, 3L))
                    .as(ForkDiscovery::new));

    private HostileBranchSpecs() {}

    /** Generates specs that a job can contain. */
    static Arbitrary<MultiBranchPipeline> valid() {
        return specs(VALID);
    }

    /** Generates specs with any strings, also with half surrogate pairs, and any numbers. */
    static Arbitrary<MultiBranchPipeline> any() {
        Arbitrary<String> strings = Arbitraries.strings().all().ofMaxLength(12).injectNull(0.1);
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                Tuple.of(4, HostileSpecs.TEXTS), Tuple.of(1, strings), Tuple.of(1, HostileSpecs.INVALID_PIECES));
        Function<Arbitrary<String>, Arbitrary<String>> withSomeInvalid =
                valid -> Arbitraries.frequencyOf(Tuple.of(8, valid), Tuple.of(1, texts));
        Arbitrary<Long> numbers = Arbitraries.frequencyOf(
                Tuple.of(8, VALID.strategies()),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(1, Arbitraries.of(-1L, 4L, 5L)));
        return specs(new FieldArbitraries(
                texts,
                texts,
                withSomeInvalid.apply(VALID.paths()),
                withSomeInvalid.apply(VALID.urls()),
                withSomeInvalid.apply(VALID.servers()),
                withSomeInvalid.apply(VALID.names()),
                withSomeInvalid.apply(VALID.regexes()),
                numbers,
                Arbitraries.oneOf(VALID.clones(), Arbitraries.longs()),
                withSomeInvalid.apply(VALID.intervals()),
                Arbitraries.oneOf(
                        VALID.discarders(), Combinators.combine(texts, texts).as(Discarder::new)),
                withSomeInvalid.apply(VALID.jobs()),
                Combinators.combine(numbers, numbers).as(ForkDiscovery::new)));
    }

    private static Arbitrary<MultiBranchPipeline> specs(FieldArbitraries fields) {
        Arbitrary<MultiBranchPipeline> sources = Arbitraries.of(0, 1, 2, 3, 4, 5)
                .flatMap(kind -> switch (kind) {
                    case 0 -> git(fields);
                    case 1 -> github(fields);
                    case 2 -> gitlab(fields);
                    case 3 -> bitbucket(fields);
                    case 4 ->
                        Combinators.combine(fields.ids(), fields.urls(), fields.ids(), fields.texts(), fields.texts())
                                .as((id, url, credential, includes, excludes) -> spec(
                                        "svn",
                                        null,
                                        null,
                                        null,
                                        null,
                                        new SvnSource(id, url, credential, includes, excludes),
                                        null));
                    default ->
                        Combinators.combine(fields.ids(), fields.urls(), fields.ids())
                                .as((id, url, credential) -> spec(
                                        "single_svn",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        new SingleSvnSource(id, url, credential)));
                });
        return Combinators.combine(
                        sources,
                        fields.texts(),
                        fields.discarders().injectNull(0.5),
                        fields.intervals()
                                .map(interval -> new TimerTrigger("x", interval))
                                .injectNull(0.5),
                        fields.paths(),
                        Combinators.combine(fields.jobs(), fields.jobs())
                                .as(MultiBranchJobTrigger::new)
                                .injectNull(0.5))
                .as((source, description, discarder, timer, path, jobs) -> new MultiBranchPipeline(
                        "web",
                        description,
                        discarder,
                        timer,
                        source.sourceType(),
                        path,
                        source.gitSource(),
                        source.githubSource(),
                        source.gitlabSource(),
                        source.bitbucketServerSource(),
                        source.svnSource(),
                        source.singleSvnSource(),
                        jobs));
    }

    private static MultiBranchPipeline spec(
            String type,
            GitSource git,
            GitHubSource github,
            GitLabSource gitlab,
            BitbucketServerSource bitbucket,
            SvnSource svn,
            SingleSvnSource single) {
        return new MultiBranchPipeline(
                "web", null, null, null, type, null, git, github, gitlab, bitbucket, svn, single, null);
    }

    private static Arbitrary<GitCloneOption> clones(FieldArbitraries fields) {
        return Combinators.combine(SWITCHES, fields.clones(), fields.clones())
                .as(GitCloneOption::new)
                .injectNull(0.5);
    }

    private static Arbitrary<MultiBranchPipeline> git(FieldArbitraries fields) {
        return Combinators.combine(
                        fields.ids(), fields.urls(), fields.ids(), SWITCHES, SWITCHES, fields.regexes(), clones(fields))
                .as((id, url, credential, branches, tags, regex, clone) -> spec(
                        "git",
                        new GitSource(id, url, credential, branches, tags, regex, clone),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /**
     * Generates the fields that all hosted sources have, as a source of GitHub. Sources of GitLab and Bitbucket are
     * copied from it.
     */
    private static Arbitrary<GitHubSource> hosted(FieldArbitraries fields) {
        Arbitrary<GitHubSource> first = Combinators.combine(
                        fields.ids(),
                        fields.names(),
                        fields.names(),
                        fields.ids(),
                        fields.servers(),
                        fields.strategies(),
                        fields.strategies(),
                        fields.forks().injectNull(0.5))
                .as((id, owner, repo, credential, api, branches, origin, forks) -> new GitHubSource(
                        id, owner, repo, credential, api, branches, origin, forks, null, null, null, null));
        return Combinators.combine(first, SWITCHES, fields.regexes(), clones(fields), SWITCHES)
                .as((hosted, tags, regex, clone, acceptNotification) -> new GitHubSource(
                        hosted.scmId(),
                        hosted.owner(),
                        hosted.repo(),
                        hosted.credentialId(),
                        hosted.apiUri(),
                        hosted.discoverBranches(),
                        hosted.discoverPrFromOrigin(),
                        hosted.discoverPrFromForks(),
                        tags,
                        regex,
                        clone,
                        acceptNotification));
    }

    private static Arbitrary<MultiBranchPipeline> github(FieldArbitraries fields) {
        return hosted(fields).map(github -> spec("github", null, github, null, null, null, null));
    }

    private static Arbitrary<MultiBranchPipeline> gitlab(FieldArbitraries fields) {
        return Combinators.combine(hosted(fields), fields.texts())
                .as((hosted, server) -> spec(
                        "gitlab",
                        null,
                        null,
                        new GitLabSource(
                                hosted.scmId(),
                                server,
                                hosted.owner(),
                                hosted.repo(),
                                hosted.credentialId(),
                                hosted.apiUri(),
                                hosted.discoverBranches(),
                                hosted.discoverPrFromOrigin(),
                                hosted.discoverPrFromForks(),
                                hosted.discoverTags(),
                                hosted.regexFilter(),
                                hosted.gitCloneOption(),
                                hosted.acceptJenkinsNotification()),
                        null,
                        null,
                        null));
    }

    private static Arbitrary<MultiBranchPipeline> bitbucket(FieldArbitraries fields) {
        return hosted(fields)
                .map(hosted -> spec(
                        "bitbucket_server",
                        null,
                        null,
                        null,
                        new BitbucketServerSource(
                                hosted.scmId(),
                                hosted.owner(),
                                hosted.repo(),
                                hosted.credentialId(),
                                hosted.apiUri(),
                                hosted.discoverBranches(),
                                hosted.discoverPrFromOrigin(),
                                hosted.discoverPrFromForks(),
                                hosted.discoverTags(),
                                hosted.regexFilter(),
                                hosted.gitCloneOption(),
                                hosted.acceptJenkinsNotification()),
                        null,
                        null));
    }
}
