using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Database;

public sealed class EventJsonTests
{
    private static IEnumerable<Type> EventTypes =>
        typeof(TicketEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketEvent)));

    [Fact]
    public void Every_event_type_has_a_sample_in_which_no_property_has_its_default_value()
    {
        Assert.Equal(EventTypes.OrderBy(t => t.Name), SampleEvent.All.Select(s => s.Event.GetType()).Distinct().OrderBy(t => t.Name));
        var defaults = SampleEvent.All.DistinctBy(s => s.Name)
            .SelectMany(s => s.Event.GetType().GetProperties().Where(p => IsDefault(p.GetValue(s.Event), p.PropertyType))
                .Select(p => $"{s.Name}.{p.Name}"));
        Assert.Empty(defaults);

        static bool IsDefault(object? value, Type type) =>
            Equals(value, type.IsValueType ? Activator.CreateInstance(type) : null);
    }

    [Fact]
    public void Events_are_written_with_the_names_and_the_json_that_databases_and_clients_know() => Assert.Equal(
        SampleEvent.All.Select(s => $"{s.Name} {s.Json}"),
        SampleEvent.All.Select(s => $"{EventJson.NameOf(s.Event)} {EventJson.Write(s.Event)}"));

    [Fact]
    public void An_event_is_read_as_it_was_written() => Assert.All(SampleEvent.All, sample =>
    {
        var read = EventJson.Read(Store(sample.Name, sample.Json, sample.Event));
        Assert.Equal((sample.Event.GetType(), sample.Event.At, sample.Event.By), (read.GetType(), read.At, read.By));
        Assert.Equal(sample.Json, EventJson.Write(read));
    });

    [Fact]
    public void An_event_of_an_unknown_type_is_named_when_it_is_read()
    {
        var stored = Store("ticketTeleported", "{}", SampleEvent.All[0].Event);
        var fault = Assert.Throws<UnreadableEventException>(() => EventJson.Read(stored));
        Assert.Contains("17", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ticketTeleported", fault.Message, StringComparison.Ordinal);
        Assert.Null(EventJson.TryRead(stored));
    }

    [Theory]
    [InlineData("""{"user":""")]
    [InlineData("[]")]
    [InlineData("""{"cycle":"seven"}""")]
    public void An_event_with_damaged_json_cannot_be_read(string json)
    {
        var stored = Store("cycleMissed", json, SampleEvent.All[0].Event);
        Assert.Throws<UnreadableEventException>(() => EventJson.Read(stored));
        Assert.Null(EventJson.TryRead(stored));
    }

    [Fact]
    public void The_verifier_reads_every_cycle_and_every_message_hash_from_the_events()
    {
        foreach (var sample in SampleEvent.All)
        {
            var properties = sample.Event.GetType().GetProperties();
            var cycles = properties.Where(p => p.PropertyType == typeof(CycleSnapshot)).Select(p => p.GetValue(sample.Event));
            Assert.Equal(cycles.OfType<CycleSnapshot>(), TicketHistory.CyclesIn(sample.Event));
            var hasMessage = properties.Any(p => p.Name == nameof(TicketOpened.Message));
            var hasHash = properties.Any(p => p.PropertyType == typeof(TextHash));
            Assert.Equal(hasMessage && hasHash, TicketHistory.HashIn(sample.Event) is not null);
        }
    }

    private static StoredEvent Store(string name, string json, TicketEvent ticketEvent) => new()
    {
        Sequence = 17, TicketId = 1, Version = 1, Type = name, At = ticketEvent.At, By = ticketEvent.By.ToString(), Data = json,
    };
}
