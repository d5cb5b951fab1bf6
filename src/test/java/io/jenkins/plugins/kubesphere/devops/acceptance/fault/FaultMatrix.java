package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses the cells of the matrix to test: by default a sample, with each fault once and each state at least twice.
 *
 * <p>{@code -Dfault.seed=N} repeats a sample; without it, each day has another one. {@code -Dfault.matrix=all} chooses
 * all cells, {@code -Dfault.matrix=SIGKILL,AT_INPUT} all cells with one of these faults or states.
 */
final class FaultMatrix {
    private static final long SEED = Long.getLong("fault.seed", Instant.EPOCH.until(Instant.now(), ChronoUnit.DAYS));
    private static final String CHOICE = System.getProperty("fault.matrix", "sample");

    private FaultMatrix() {}

    /** Cells in one list are tested together: those of the long fault, which lasts once then. */
    static List<List<FaultCell>> chosenGroups() {
        return groups(chosenCells());
    }

    static List<List<FaultCell>> groups(List<FaultCell> cells) {
        Map<Boolean, List<FaultCell>> byLength =
                cells.stream().collect(Collectors.partitioningBy(cell -> cell.fault() == Fault.AWAY_10_MIN));
        List<List<FaultCell>> groups = new ArrayList<>();
        if (!byLength.get(true).isEmpty()) {
            groups.add(byLength.get(true));
        }
        byLength.get(false).forEach(cell -> groups.add(List.of(cell)));
        return groups;
    }

    private static List<FaultCell> chosenCells() {
        return switch (CHOICE) {
            case "sample" -> sample(SEED);
            case "all" -> all().toList();
            default -> all().filter(FaultMatrix::isNamed).toList();
        };
    }

    private static boolean isNamed(FaultCell cell) {
        List<String> names = List.of(CHOICE.split(","));
        return names.contains(cell.fault().name())
                || names.contains(cell.state().name())
                || names.contains(cell.state() + "/" + cell.fault());
    }

    private static Stream<FaultCell> all() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Arrays.stream(RunState.values()).map(state -> new FaultCell(state, fault, SEED)));
    }

    /** Each fault once, but not the long one; the states in turn. */
    static List<FaultCell> sample(long seed) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        faults.remove(Fault.AWAY_10_MIN);
        Collections.shuffle(faults, random);
        List<RunState> states = new ArrayList<>(List.of(RunState.values()));
        Collections.shuffle(states, random);
        List<FaultCell> cells = new ArrayList<>();
        for (Fault fault : faults) {
            cells.add(new FaultCell(states.get(cells.size() % states.size()), fault, seed));
        }
        return cells;
    }
}
