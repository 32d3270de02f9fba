package org.pna.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Kills gateways side by side and prints one report. */
public final class KillHarness {
  private static final int SUBSCRIBERS = 200;
  private static final int WINDOW = 50;

  private KillHarness() {}

  /** Arguments: traffic, a folder for the files, kills, gateways side by side, seed. */
  public static void main(String[] args) throws IOException {
    Traffic traffic = Traffic.valueOf(args[0].toUpperCase(Locale.ROOT));
    int kills = Integer.parseInt(args[2]);
    int shards = Integer.parseInt(args[3]);
    KillReport report = run(traffic, Path.of(args[1]), kills, shards, Long.parseLong(args[4]));
    System.out.print(report.text());
    System.exit(report.isFaultless() && report.kills() == kills ? 0 : 1);
  }

  /** Runs so many kills in all. */
  static KillReport run(Traffic traffic, Path folder, int kills, int shards, long seed)
      throws IOException {
    System.out.println("seed " + seed);
    List<CompletableFuture<KillReport>> runs = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int share = kills / shards + (shard < kills % shards ? 1 : 0);
      Path own = Files.createDirectories(folder.resolve("shard" + shard));
      KillRun.Settings settings =
          new KillRun.Settings(traffic, own, share, SUBSCRIBERS, WINDOW, seed + shard);
      CompletableFuture<KillReport> run = new CompletableFuture<>();
      Thread thread =
          new Thread(() -> run.completeAsync(() -> one(settings), Runnable::run), "kill-" + shard);
      thread.start();
      runs.add(run);
    }
    return runs.stream().map(CompletableFuture::join).reduce(KillReport::and).orElseThrow();
  }

  private static KillReport one(KillRun.Settings settings) {
    try (KillRun run = new KillRun(settings)) {
      return run.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }
}
