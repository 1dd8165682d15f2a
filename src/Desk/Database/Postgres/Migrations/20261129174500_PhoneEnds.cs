using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PhoneEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // People are found by the last digits of their phone.
            migrationBuilder.Sql(
                """CREATE INDEX "IX_person_addresses_PhoneEnd" ON person_addresses (right("Value", 4)) WHERE "Kind" = 'Phone'""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX "IX_person_addresses_PhoneEnd" """);
        }
    }
}
