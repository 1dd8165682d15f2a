using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Tests.Database;

public sealed class FollowedSequenceTests
{
    private readonly FollowedSequence _sequence = new();

    public FollowedSequenceTests() => _sequence.Start(10);

    [Fact]
    public void Own_entries_without_a_gap_need_no_reading()
    {
        Assert.True(_sequence.TryAddOwn(11));
        Assert.True(_sequence.TryAddOwn(12));
        Assert.Equal(12, _sequence.Position);
        Assert.Equal([13], Read(13));
    }

    [Fact]
    public void After_a_gap_the_entries_of_others_are_returned_and_own_ones_are_passed_over()
    {
        Assert.True(_sequence.TryAddOwn(12));
        Assert.True(_sequence.TryAddOwn(15));
        Assert.Equal(10, _sequence.Position);
        Assert.Equal([11, 13], Read(11, 12, 13));
        Assert.Equal(13, _sequence.Position);
        Assert.Equal([14], Read(14));
        Assert.Equal(15, _sequence.Position);
    }

    [Fact]
    public void An_own_entry_that_was_read_before_it_was_added_counts_once()
    {
        Assert.Equal([11], Read(11));
        Assert.False(_sequence.TryAddOwn(11));
        Assert.True(_sequence.TryAddOwn(12));
    }

    [Fact]
    public void An_own_entry_that_was_committed_during_the_start_is_not_lost() => Assert.True(_sequence.TryAddOwn(10));

    [Fact]
    public void Own_entries_that_were_added_during_the_read_are_not_returned()
    {
        Assert.True(_sequence.TryAddOwn(11));
        Assert.Equal([12], Read(11, 12));
    }

    private IEnumerable<long> Read(params IReadOnlyList<long> entries) => _sequence.MovePast(entries, entry => entry);
}
