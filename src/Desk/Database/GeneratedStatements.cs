using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Generates the INSERT statements of the hot intake path from the EF model, and the UPDATE statements of many deadlines at once. Table,
/// columns, converters and getters are read from <see cref="IEntityType"/>, so a new property needs no change here.
/// </summary>
internal sealed class GeneratedStatements(IModel model)
{
    private readonly ConcurrentDictionary<Type, TableStatements> _tables = new();

    public TableStatements GetTable(Type entity) => _tables.GetOrAdd(entity, type => new(model.FindEntityType(type)
        ?? throw new InvalidOperationException($"{type.Name} is not part of the EF model.")));
}

/// <summary>The effect of an INSERT if a row with the same key or unique value exists.</summary>
internal enum OnConflict { Fail, KeepRow, ReplaceRow }

/// <summary>An UPDATE of one row and its values, in the order of <c>@p0…</c>.</summary>
internal sealed record RowUpdate(string Sql, object[] Values);

/// <summary>The INSERT and UPDATE statements of one table and the getters that read its values from an entity.</summary>
internal sealed class TableStatements
{
    // A set of columns is kept as the bits of one number.
    private const int MaxColumns = 128;

    private readonly Column[] _columns;
    private readonly string[] _keys;
    private readonly ConcurrentDictionary<UInt128, string> _updates = new();

    public TableStatements(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        _columns = [.. entity.GetProperties().Select((property, i) => new Column(property, i))];
        if (_columns.Length > MaxColumns) throw new InvalidOperationException($"{Name} has more than {MaxColumns} columns.");
        _keys = [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
    }

    public string Name { get; }

    public int ColumnCount => _columns.Length;

    /// <summary>Returns the INSERT of all columns.</summary>
    public string GetSql(OnConflict rule) => GetSql(rule, UInt128.MaxValue);

    /// <summary>Returns the INSERT of the columns whose bits are set; the database sets the others to NULL.</summary>
    public string GetSql(OnConflict rule, UInt128 filled)
    {
        var columns = Select(filled);
        var sql = $"INSERT INTO {Quote(Name)} ({string.Join(", ", columns.Select(c => Quote(c.Name)))}) "
            + $"VALUES ({string.Join(", ", columns.Select(c => c.Parameter))})";
        return rule switch
        {
            OnConflict.KeepRow => sql + " ON CONFLICT DO NOTHING",
            OnConflict.ReplaceRow =>
                $"{sql} ON CONFLICT ({string.Join(", ", _keys.Select(Quote))}) DO UPDATE SET {string.Join(", ", Replacements())}",
            _ => sql,
        };
    }

    /// <summary>Returns the names of the parameters of the columns whose bits are set, in column order.</summary>
    public string[] GetParameters(UInt128 filled) => Array.ConvertAll(Select(filled), column => column.Parameter);

    /// <summary>
    /// Reads the values that are not null into the front of <paramref name="values"/>, in column order and converted to the types that the
    /// provider stores. Returns the set of their columns, whose bit 0 is the first column, and their number.
    /// </summary>
    public (UInt128 Filled, int Count) ReadFilled(object entity, object[] values)
    {
        var (filled, count) = (UInt128.Zero, 0);
        for (var i = 0; i < _columns.Length; i++)
        {
            var value = _columns[i].Value(entity);
            if (value is DBNull) continue;
            values[count++] = value;
            filled |= UInt128.One << i;
        }

        return (filled, count);
    }

    /// <summary>Reads the values in column order, converted to the types that the provider stores.</summary>
    public IEnumerable<(string Parameter, object Value, string StoreType)> ReadValues(object entity) =>
        _columns.Select(c => (c.Parameter, c.Value(entity), c.StoreType));

    /// <summary>Reads all values in column order, for <see cref="FindUpdate"/>.</summary>
    public object[] ReadAll(object entity) => Array.ConvertAll(_columns, column => column.Value(entity));

    /// <summary>
    /// Returns the UPDATE of the columns that differ from what was read before, or null if none does. An UPDATE of all columns would renew
    /// the entries of all indexes and look up all references.
    /// </summary>
    public RowUpdate? FindUpdate(object entity, object[] before)
    {
        var (changed, values) = (UInt128.Zero, new List<object>());
        for (var i = 0; i < _columns.Length; i++)
        {
            var value = _columns[i].Value(entity);
            if (value.Equals(before[i])) continue;
            values.Add(value);
            changed |= UInt128.One << i;
        }

        if (changed == UInt128.Zero) return null;
        values.AddRange(_columns.Where(IsKey).Select(column => column.Value(entity)));
        return new(_updates.GetOrAdd(changed, BuildUpdate), [.. values]);
    }

    private string BuildUpdate(UInt128 changed)
    {
        var columns = Select(changed);
        var keys = _columns.Where(IsKey).Select((key, i) => $"{Quote(key.Name)} = @p{columns.Length + i}");
        return $"UPDATE {Quote(Name)} SET {string.Join(", ", columns.Select((column, i) => $"{Quote(column.Name)} = @p{i}"))} "
            + $"WHERE {string.Join(" AND ", keys)}";
    }

    private bool IsKey(Column column) => _keys.Contains(column.Name);

    private Column[] Select(UInt128 filled) => [.. _columns.Where((_, i) => (filled & (UInt128.One << i)) != 0)];

    private IEnumerable<string> Replacements() =>
        _columns.Select(c => c.Name).Except(_keys).Select(name => $"{Quote(name)} = excluded.{Quote(name)}");

    private static string Quote(string name) => $"\"{name}\"";

    private sealed class Column
    {
        private readonly IClrPropertyGetter _getter;
        private readonly Func<object?, object?>? _convert;

        public Column(IProperty property, int index)
        {
            Name = property.GetColumnName();
            Parameter = "@p" + index;
            var mapping = property.GetRelationalTypeMapping();
            StoreType = mapping.StoreType;
#pragma warning disable EF1001 // EF's own getter is the only internal type used here. A test covers it for every entity.
            _getter = ((IRuntimePropertyBase)property).GetGetter();
#pragma warning restore EF1001
            _convert = mapping.Converter?.ConvertToProvider;
        }

        public string Name { get; }

        public string Parameter { get; }

        public string StoreType { get; }

        public object Value(object entity)
        {
            var value = _getter.GetClrValue(entity);
            if (value is null) return DBNull.Value;
            return (_convert is null ? value : _convert(value)) ?? DBNull.Value;
        }
    }
}
