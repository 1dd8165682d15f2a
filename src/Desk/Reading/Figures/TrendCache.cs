using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The figures of the last weeks, counted again after a pause that grows with the time that counting takes.</summary>
public sealed class TrendCache(TrendQuery query, TimeProvider time)
{
    private readonly PacedCache<(ReadScope, FigureFilter, int), Trend> _counted = new(time);

    public Task<Trend> ReadAsync(Actor actor, FigureFilter filter, int weeks, CancellationToken cancellation) =>
        _counted.ReadAsync((ReadScope.ForActor(actor), filter, weeks), () => query.ReadAsync(actor, filter, weeks, cancellation));
}
