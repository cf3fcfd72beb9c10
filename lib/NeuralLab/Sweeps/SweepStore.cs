using System.Diagnostics;

namespace NeuralLab;

/// <summary>Where a sweep keeps its records while it runs.</summary>
abstract class SweepStore
{
    /// <summary>What messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>What earlier calls left.</summary>
    public abstract IReadOnlyList<SweepRecord> Known { get; }

    /// <summary>Keeps a record; called by one thread at a time.</summary>
    public abstract void Add(SweepRecord record);

    /// <summary>Says that no further record comes.</summary>
    public virtual void Close()
    {
    }

    /// <summary>Nothing is kept.</summary>
    public sealed class Nowhere : SweepStore
    {
        public override string Name => "";

        public override IReadOnlyList<SweepRecord> Known => [];

        public override void Add(SweepRecord record)
        {
        }
    }

    /// <summary>A file of JSON Lines, held for this sweep alone, to whose end each record is added.</summary>
    public sealed class Appended : SweepStore
    {
        readonly FileStream file;

        public Appended(string path)
        {
            file = SweepFile.Open(path);
            try
            {
                Known = SweepFile.ReadToAppend(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        public override string Name => file.Name;

        public override IReadOnlyList<SweepRecord> Known { get; }

        public override void Add(SweepRecord record) => SweepFile.Append(file, record);

        public override void Close() => file.Dispose();
    }

    /// <summary>
    /// One part's file in a folder that many machines share. It is replaced whole, and each writer writes all that is known, so that nothing
    /// needs a lock: where a scheduler starts a part again while the first still runs, either leaves a whole file, and the last a complete one.
    /// </summary>
    public sealed class Part : SweepStore
    {
        static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        readonly OrderedDictionary<(HyperParameters Settings, int Seed), SweepRecord> records = [];
        Stopwatch? sinceWritten;
        bool isWritten = true;

        public Part(string folder, SweepShard shard)
        {
            Name = SweepParts.FileOf(Directory.CreateDirectory(folder).FullName, shard);
            Known = File.Exists(Name) ? SweepFile.Read(Name) : [];
            AddAll(Known);
            AtomicFile.RequireWritable(Name);
        }

        public override string Name { get; }

        public override IReadOnlyList<SweepRecord> Known { get; }

        /// <summary>Short runs are written together, at most a second's, so that a part of thousands is not written thousands of times.</summary>
        public override void Add(SweepRecord record)
        {
            AddAll([record]);
            isWritten = false;
            if (sinceWritten is null || sinceWritten.Elapsed > Pause) Write();
        }

        public override void Close()
        {
            if (!isWritten) Write();
        }

        /// <summary>With what another writer has put there meanwhile, so that whoever comes late takes nothing away.</summary>
        void Write()
        {
            if (File.Exists(Name)) AddAll(SweepFile.Read(Name));
            SweepFile.Write(Name, records.Values);
            isWritten = true;
            sinceWritten = Stopwatch.StartNew();
        }

        void AddAll(IEnumerable<SweepRecord> found)
        {
            foreach (var record in found) records.TryAdd((record.Settings, record.Seed), record);
        }
    }
}
