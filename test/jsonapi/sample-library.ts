import 'reflect-metadata';
import { Length } from 'class-validator';
import {
  Column,
  Entity,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { definitionOf } from '../../src/jsonapi/resource/define-resource.js';
import { boolean, dateTime, decimal, integer, text } from '../../src/jsonapi/resource/codecs.js';
import { html } from '../../src/jsonapi/resource/html.codec.js';
import {
  Attribute,
  Resource,
  ToMany,
  ToOne,
} from '../../src/jsonapi/resource/resource.decorators.js';
import { ResourceRegistry } from '../../src/jsonapi/resource/resource-registry.js';
import { IsAfter } from '../../src/resources/is-after.rule.js';

/** Two resources with one field of every kind, for specs of what works on declarations. */

@Entity('authors')
@Resource({ type: 'author' })
export class Author {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('text')
  @Attribute(text, { required: true })
  name!: string;

  @Column('text')
  @Attribute(text, { visibleTo: 'self' })
  email!: string;

  @Column('text')
  @Attribute(text, { writeOnly: true })
  password!: string;

  @ManyToOne('Author')
  @ToOne('author')
  agent!: Relation<Author> | null;

  @OneToMany('Book', 'author')
  @ToMany('book')
  books!: Relation<Book>[];

  @ManyToMany('Book')
  @JoinTable({ name: 'favourites' })
  @ToMany('book')
  favourites!: Relation<Book>[];
}

@Entity('books')
@Resource({ type: 'book' })
export class Book {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('text')
  @Length(1, 50)
  @Attribute(text, { required: true })
  title!: string;

  @Column('text', { nullable: true })
  @Length(3, 50)
  @Attribute(text, { nullable: true })
  subTitle!: string | null;

  @Column('text', { nullable: true })
  @Attribute(html, { nullable: true })
  blurb!: string | null;

  @Column('text')
  @Attribute(text, { writeOnce: true })
  isbn!: string;

  @Column('integer')
  @Attribute(integer)
  pages!: number;

  @Column('double precision', { name: 'price_in_euro' })
  @Attribute(decimal)
  price!: number;

  @Column('boolean')
  @Attribute(boolean)
  inPrint!: boolean;

  @Column('timestamptz')
  @Attribute(dateTime)
  writtenAt!: Date;

  @Column('timestamptz')
  @IsAfter('writtenAt')
  @Attribute(dateTime)
  printedAt!: Date;

  @Column('timestamptz')
  @Attribute(dateTime, { readonly: true })
  createdAt!: Date;

  @ManyToOne('Author', 'books', { nullable: false })
  @ToOne('author', { required: true })
  author!: Relation<Author>;

  @ManyToOne('Book')
  @ToOne('book')
  sequelTo!: Relation<Book> | null;

  @ManyToMany('Author')
  @JoinTable({ name: 'readers' })
  @ToMany('author')
  readers!: Relation<Author>[];
}

export const author = definitionOf(Author);
export const book = definitionOf(Book);
export const library = new ResourceRegistry([Author, Book]);
